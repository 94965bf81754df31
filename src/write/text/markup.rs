//! Text in XML, in style sheets, and JSON in a page.

use std::io::{Result, Write};

/// Writes a text of XML 1.0, in which nothing is markup; letters that it may not have
/// (section 2.2) are left out.
pub(super) fn escape(text: &str, output: &mut dyn Write) -> Result<()> {
    for letter in text.chars() {
        match letter {
            '&' => output.write_all(b"&amp;")?,
            '<' => output.write_all(b"&lt;")?,
            '>' => output.write_all(b"&gt;")?,
            '"' => output.write_all(b"&quot;")?,
            '\'' => output.write_all(b"&#39;")?,
            '\n' | '\t' => write!(output, "{letter}")?,
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => write!(output, "{letter}")?,
        }
    }
    Ok(())
}

/// Writes a value of a style sheet: a colour, a name or a length, and nothing that ends
/// one or begins another.
pub(super) fn style(text: &str, output: &mut dyn Write) -> Result<()> {
    let value = |letter: &char| letter.is_ascii_alphanumeric() || "#.%-".contains(*letter);
    let value: String = text.chars().filter(value).collect();
    output.write_all(value.as_bytes())
}

/// Returns JSON as it may stand in a page: nothing in it ends the element.
pub(super) fn json(text: &str) -> String {
    text.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str, write: fn(&str, &mut dyn Write) -> Result<()>) -> String {
        let mut bytes = Vec::new();
        write(text, &mut bytes).expect("written");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_value_ends_no_rule() {
        assert_eq!(written("#1d5b79", style), "#1d5b79");
        assert_eq!(written("red;} body{display:none", style), "redbodydisplaynone");
    }

    #[test]
    fn a_text_ends_no_element() {
        assert_eq!(written("a\u{7}<b>&'\"", escape), "a&lt;b&gt;&amp;&#39;&quot;");
        assert_eq!(json("{\"a\":\"</script>\"}"), "{\"a\":\"\\u003c/script\\u003e\"}");
    }

    proptest! {
        #[test]
        fn json_is_what_it_was(text in "[<>&a\"\\\\é]{0,20}") {
            let value = serde_json::Value::String(text);
            let read: serde_json::Value = serde_json::from_str(&json(&value.to_string())).expect("JSON");
            prop_assert_eq!(read, value);
        }
    }
}
