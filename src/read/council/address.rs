//! Addresses: of a licence on the web, and of domains that mail goes to.

use super::setting::{Setting, other};
use crate::diag::Diagnostics;
use crate::place::Placed;
use crate::read::toml::Node;

/// The address of a page on the web.
#[derive(Debug)]
pub(super) struct WebAddress(pub(super) String);

impl Setting for WebAddress {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = String::read(name, node, diagnostics)?;
        let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
        let is_host =
            |rest: &str| is_domain(rest.split(['/', ':', '?', '#']).next().unwrap_or_default());
        if host.is_some_and(is_host) && !text.contains(char::is_whitespace) {
            return Some(Self(text));
        }
        let hint = "write the whole of it: `https://…`";
        other(name, node, "the address of a page on the web", hint, diagnostics)
    }
}

/// A domain: what stands behind the `@` of an address.
#[derive(Debug)]
pub(super) struct Domain(pub(super) String);

impl Setting for Domain {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = String::read(name, node, diagnostics)?;
        if is_domain(&text) {
            return Some(Self(text));
        }
        let hint = "write what stands behind the `@`: `exampleton.gov.uk`";
        other(name, node, "a domain", hint, diagnostics)
    }
}

/// Returns whether a text is names between full stops, two at the least (RFC 1123, 2.1).
fn is_domain(text: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    text.contains('.') && text.split('.').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_names_between_full_stops() {
        for text in ["exampleton.gov.uk", "ex-ample.org", "xn--caf-dma.com"] {
            assert!(is_domain(text), "{text}");
        }
        for text in ["@x.org", "localhost", "x..org", "http://x.org/", "a b.org", ".", ""] {
            assert!(!is_domain(text), "{text}");
        }
    }
}
