//! Page ranges in words.

/// Returns `Pages 3 – 9`, or `Page 3` for a single page.
pub fn pages(first: u32, last: u32) -> String {
    if first == last { format!("Page {first}") } else { format!("Pages {first} – {last}") }
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn one_page_is_no_range() {
        assert_eq!((pages(3, 9), pages(3, 3)), ("Pages 3 – 9".into(), "Page 3".into()));
    }
}
