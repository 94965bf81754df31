//! The figures of a meeting as open data.

use serde_json::Value;

use super::examine::Ready;
use super::record::public_inputs;
use super::release::Output;
use super::workspace::Workspace;
use crate::fault::Fault;
use crate::view::Pack;
use crate::view::data::{Fixity, tables};
use crate::write::data::{About, FOLDER, files};
use crate::write::published;

/// Returns the files of the public meeting's figures, by their paths.
pub(super) fn data(workspace: &Workspace, ready: &Ready) -> Result<Vec<Output>, Fault> {
    let schema = ("pack.schema.json".to_string(), published::schema()?);
    let files = described(ready, &fixity(workspace, ready)?, None)?;
    let named = |(name, bytes)| (format!("{FOLDER}/{name}"), bytes);
    Ok(files.into_iter().chain([schema]).map(named).collect())
}

/// Returns the files of the figures of a public supplement, by their paths.
pub(super) fn late(
    workspace: &Workspace,
    ready: &Ready,
    late: &Pack,
) -> Result<Vec<Output>, Fault> {
    let Some(sheet) = &late.supplement else { return Ok(Vec::new()) };
    let files = described(ready, &fixity(workspace, ready)?, Some(late))?.into_iter();
    let folder = format!("public/supplements/{}/data", sheet.number);
    Ok(files.map(|(name, bytes)| (format!("{folder}/{name}"), bytes)).collect())
}

/// Returns what the descriptions of the data say, in words of the program's own: those of
/// the meeting, or of a supplement.
pub(super) fn descriptions(ready: &Ready, late: Option<&Pack>) -> Result<Vec<Value>, Fault> {
    let files = described(ready, &Fixity::new(), late)?.into_iter();
    let told = files.filter(|(name, _)| !is_table(name)).map(|(_, bytes)| bytes);
    let values = told.chain([published::schema()?]).map(|bytes| serde_json::from_slice(&bytes));
    values.collect::<Result<_, _>>().map_err(|error| Fault::Other(error.to_string()))
}

fn is_table(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "csv")
}

/// Returns the tables and their descriptions, by the names of their files.
fn described(ready: &Ready, fixity: &Fixity, late: Option<&Pack>) -> Result<Vec<Output>, Fault> {
    let public = &ready.editions.public;
    let meeting = public.meeting();
    let about = About {
        council: ready.council.name.clone(),
        committee: meeting.committee.value.clone(),
        meeting: meeting.date.to_string(),
        published: match late {
            None => meeting.published.as_ref().map(|date| date.to_string()),
            Some(late) => late.day().map(|day| day.to_string()),
        },
        part: late.and_then(|late| late.supplement.as_ref()).map(|sheet| sheet.title.clone()),
        licence: ready.council.data_licence.clone(),
    };
    let items = late.map(|late| late.items.iter().map(|item| item.number.as_str()));
    let items: Option<Vec<&str>> = items.map(Iterator::collect);
    files(&about, &tables(&ready.council, public, fixity, items.as_deref()))
}

/// Returns the digests of the open inputs, by their paths below the meeting's folder.
fn fixity(workspace: &Workspace, ready: &Ready) -> Result<Fixity, Fault> {
    let folder = workspace.meeting.file_name().unwrap_or_default().to_string_lossy();
    let within = format!("{folder}/");
    let inputs = public_inputs(workspace, ready)?.into_iter();
    let own = inputs.filter_map(|input| {
        let path = input.path.strip_prefix(&within)?.to_string();
        Some((path, input.sha256))
    });
    Ok(own.collect())
}
