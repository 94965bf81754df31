//! The history of files as PREMIS 3 tells it: objects, what happened to them, and
//! who did it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event as Xml};

use super::fixity::Fixity;

/// The namespace of the standard.
const NAMESPACE: &str = "http://www.loc.gov/premis/v3";

/// What tells our identifiers from others'.
const IDENTIFIER: &str = "local";

/// A file that is told of.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Its path in the bag.
    pub path: String,
    /// Its length and sums.
    pub fixity: Fixity,
    /// Its media type.
    pub format: String,
    /// What it claims besides: `PDF/A-2a`, `PDF/UA-1`.
    pub profiles: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The word of the Library of Congress's list: `creation`, `validation`.
    pub kind: &'static str,
    /// The day, as ISO 8601.
    pub date: String,
    /// What was done, in a sentence.
    pub detail: String,
    /// How it came out: `success`.
    pub outcome: &'static str,
    /// The agents, by their places in the list.
    pub agents: Vec<usize>,
    /// The files that it happened to, by their paths; none stands for all of them.
    pub objects: Vec<String>,
}

/// Who did something.
#[derive(Clone, Debug, Default)]
pub struct Agent {
    /// The name.
    pub name: String,
    /// `organization` or `software`.
    pub kind: &'static str,
    /// The version, of software.
    pub version: Option<String>,
}

/// What is told of a bag.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The name of the whole, such as the meeting's folder.
    pub identifier: String,
    /// The name of the whole for people.
    pub title: String,
    /// The files.
    pub objects: Vec<Object>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Who did it.
    pub agents: Vec<Agent>,
}

/// Returns a history as XML.
pub fn write(history: &History) -> Vec<u8> {
    let mut sheet = Sheet { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
    // Writing to memory does not fail.
    let _ = sheet.history(history);
    let mut bytes = sheet.writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Returns the words that every history has, whatever it is of.
pub fn form() -> String {
    let history = History {
        objects: vec![Object::default()],
        events: vec![Event::default()],
        agents: vec![Agent::default()],
        ..History::default()
    };
    String::from_utf8(write(&history)).unwrap_or_default()
}

type Written = std::io::Result<()>;

struct Sheet {
    writer: Writer<Vec<u8>>,
}

impl Sheet {
    fn history(&mut self, history: &History) -> Written {
        self.writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let attributes = [
            ("xmlns", NAMESPACE),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd",
            ),
            ("version", "3.0"),
        ];
        self.within("premis", &attributes, |sheet| {
            sheet.whole(history)?;
            history.objects.iter().try_for_each(|object| sheet.object(history, object))?;
            for (index, event) in history.events.iter().enumerate() {
                sheet.event(history, index, event)?;
            }
            history
                .agents
                .iter()
                .enumerate()
                .try_for_each(|(index, agent)| sheet.agent(index, agent))
        })
    }

    /// The meeting's papers as one thing.
    fn whole(&mut self, history: &History) -> Written {
        self.within("object", &[("xsi:type", "intellectualEntity")], |sheet| {
            sheet.link("objectIdentifier", &history.identifier)?;
            sheet.text("originalName", &history.title)
        })
    }

    fn object(&mut self, history: &History, object: &Object) -> Written {
        self.within("object", &[("xsi:type", "file")], |sheet| {
            sheet.link("objectIdentifier", &object.path)?;
            sheet.within("objectCharacteristics", &[], |sheet| {
                let sums = [("SHA-256", &object.fixity.sha256), ("SHA-512", &object.fixity.sha512)];
                for (algorithm, sum) in sums {
                    sheet.within("fixity", &[], |sheet| {
                        sheet.text("messageDigestAlgorithm", algorithm)?;
                        sheet.text("messageDigest", sum)
                    })?;
                }
                sheet.text("size", &object.fixity.bytes.to_string())?;
                sheet.format(&object.format)?;
                object.profiles.iter().try_for_each(|profile| sheet.format(profile))
            })?;
            sheet.text("originalName", &object.path)?;
            sheet.within("relationship", &[], |sheet| {
                sheet.text("relationshipType", "structural")?;
                sheet.text("relationshipSubType", "is part of")?;
                sheet.within("relatedObjectIdentifier", &[], |sheet| {
                    sheet.text("relatedObjectIdentifierType", IDENTIFIER)?;
                    sheet.text("relatedObjectIdentifierValue", &history.identifier)
                })
            })
        })
    }

    fn format(&mut self, name: &str) -> Written {
        self.within("format", &[], |sheet| {
            sheet.within("formatDesignation", &[], |sheet| sheet.text("formatName", name))
        })
    }

    fn event(&mut self, history: &History, index: usize, event: &Event) -> Written {
        self.within("event", &[], |sheet| {
            sheet.link("eventIdentifier", &format!("event-{}", index + 1))?;
            sheet.text("eventType", event.kind)?;
            sheet.text("eventDateTime", &event.date)?;
            sheet.within("eventDetailInformation", &[], |sheet| {
                sheet.text("eventDetail", &event.detail)
            })?;
            sheet.within("eventOutcomeInformation", &[], |sheet| {
                sheet.text("eventOutcome", event.outcome)
            })?;
            for agent in &event.agents {
                sheet.link("linkingAgentIdentifier", &agent_identifier(*agent))?;
            }
            if event.objects.is_empty() {
                return sheet.link("linkingObjectIdentifier", &history.identifier);
            }
            event.objects.iter().try_for_each(|path| sheet.link("linkingObjectIdentifier", path))
        })
    }

    fn agent(&mut self, index: usize, agent: &Agent) -> Written {
        self.within("agent", &[], |sheet| {
            sheet.link("agentIdentifier", &agent_identifier(index))?;
            sheet.text("agentName", &agent.name)?;
            sheet.text("agentType", agent.kind)?;
            agent.version.iter().try_for_each(|version| sheet.text("agentVersion", version))
        })
    }

    /// Writes an identifier, or a link to one: `objectIdentifier` has an
    /// `objectIdentifierType` and an `objectIdentifierValue`.
    fn link(&mut self, name: &str, value: &str) -> Written {
        self.within(name, &[], |sheet| {
            sheet.text(&format!("{name}Type"), IDENTIFIER)?;
            sheet.text(&format!("{name}Value"), value)
        })
    }

    fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Xml::Start(start))?;
        content(self)?;
        self.writer.write_event(Xml::End(BytesEnd::new(name)))
    }

    fn text(&mut self, name: &str, text: &str) -> Written {
        self.writer.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
    }
}

fn agent_identifier(index: usize) -> String {
    format!("agent-{}", index + 1)
}
