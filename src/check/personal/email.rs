//! E-mail addresses, and whether they are an office's or a person's.

use std::sync::LazyLock;

use regex::Regex;

use super::Private;

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+'-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}").ok()
});

/// Words in the name of an address that belongs to an office.
const OFFICES: [&str; 48] = [
    "info",
    "information",
    "contact",
    "contactus",
    "enquiry",
    "enquiries",
    "hello",
    "office",
    "admin",
    "support",
    "help",
    "helpdesk",
    "team",
    "service",
    "services",
    "customer",
    "customers",
    "customerservices",
    "committee",
    "committees",
    "democratic",
    "democracy",
    "member",
    "members",
    "council",
    "planning",
    "licensing",
    "environment",
    "environmental",
    "housing",
    "benefits",
    "counciltax",
    "revenues",
    "press",
    "media",
    "communications",
    "comms",
    "foi",
    "dpo",
    "dataprotection",
    "complaints",
    "feedback",
    "finance",
    "legal",
    "elections",
    "noreply",
    "consultation",
    "scrutiny",
];

/// Returns the e-mail addresses in a text.
pub fn emails(text: &str) -> Vec<Private> {
    let found = ADDRESS.iter().flat_map(|pattern| pattern.find_iter(text));
    found
        .map(|found| Private { range: found.range(), key: found.as_str().to_lowercase() })
        .collect()
}

/// Returns whether an address is that of an office by its name, such as `info@`.
pub fn is_office(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default().to_lowercase();
    name.split(['.', '-', '_', '+']).any(|word| OFFICES.contains(&word))
}

/// Returns the domain of an address.
pub fn domain(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found() {
        let keys = |text| emails(text).into_iter().map(|p| p.key).collect::<Vec<_>>();
        assert_eq!(
            keys("Write to <Jo.O'Dea+kpi@mail.example.gov.uk>."),
            ["jo.o'dea+kpi@mail.example.gov.uk"]
        );
        assert_eq!(keys("a@b.uk, c@d.org"), ["a@b.uk", "c@d.org"]);
        assert!(keys("@example, a@b, 3@5.00, a @ b.uk").is_empty());
    }

    #[test]
    fn offices_are_known_by_their_names() {
        for address in ["info@a.uk", "Customer.Services@a.uk", "planning-enquiries@a.uk"] {
            assert!(is_office(address), "{address}");
        }
        for address in ["jo.bloggs@a.uk", "teamwork@a.uk", "infoa@a.uk"] {
            assert!(!is_office(address), "{address}");
        }
        assert_eq!(domain("a@b.uk"), "b.uk");
    }
}
