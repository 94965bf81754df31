//! Page ranges in words.

/// Returns `Pages 3 – 9`, or `Page 3` for a single page.
pub fn pages(first: u32, last: u32) -> String {
    if first == last { format!("Page {first}") } else { format!("Pages {first} – {last}") }
}

/// Returns `Pages 31 – 40 are not for publication`.
pub fn withheld((first, last): (u32, u32)) -> String {
    let are = if first == last { "is" } else { "are" };
    format!("{} {are} not for publication", pages(first, last))
}

#[cfg(test)]
mod tests {
    use super::{pages, withheld};

    #[test]
    fn one_page_is_no_range() {
        assert_eq!((pages(3, 9), pages(3, 3)), ("Pages 3 – 9".into(), "Page 3".into()));
        assert_eq!(withheld((3, 3)), "Page 3 is not for publication");
    }
}
