//! Web pages, by the Tera templates of `templates/web`. They are static: no page needs
//! a script, and every address in them is relative.

mod colour;
mod palette;

use rayon::prelude::*;
use serde::Serialize;

use self::palette::Palette;
use super::templates::Templates;
use super::text::Press;
use crate::fault::Fault;
use crate::view::web::catalogue::Catalogue;
use crate::view::web::{ItemPage, Masthead, MeetingPage};

/// The folder of the templates.
const FOLDER: &str = "web/";

/// The page of a meeting, and the list of meetings.
pub const INDEX: &str = "index.html";

/// The style sheet.
pub const STYLE: &str = "style.css";

/// The feed.
pub const FEED: &str = "feed.atom";

/// A file by its name.
type File = (String, Vec<u8>);

#[derive(Serialize)]
struct MeetingData<'a> {
    masthead: &'a Masthead,
    page: &'a MeetingPage,
}

#[derive(Serialize)]
struct ItemData<'a> {
    masthead: &'a Masthead,
    page: &'a ItemPage,
}

#[derive(Serialize)]
struct CatalogueData<'a> {
    catalogue: &'a Catalogue,
}

/// Returns the pages of a meeting's items.
///
/// # Errors
///
/// Fails where a template cannot be read, or names what a page has not.
pub fn items(
    templates: &Templates,
    masthead: &Masthead,
    pages: &[ItemPage],
) -> Result<Vec<File>, Fault> {
    let press = Press::of(templates, FOLDER, INDEX)?;
    let item = |page: &ItemPage| {
        let data = ItemData { masthead, page };
        Ok((page.file.clone(), press.print("item.html", &data)?))
    };
    pages.par_iter().map(item).collect()
}

/// Returns the page of a meeting with the style sheet of all; `accent` is the council's
/// colour.
///
/// # Errors
///
/// Fails where a template cannot be read, or names what the page has not.
pub fn meeting(
    templates: &Templates,
    masthead: &Masthead,
    page: &MeetingPage,
    accent: &str,
) -> Result<Vec<File>, Fault> {
    let data = MeetingData { masthead, page };
    let index = Press::of(templates, FOLDER, INDEX)?.print("meeting.html", &data)?;
    Ok(vec![(INDEX.to_string(), index), style(templates, accent)?])
}

/// Returns the list of meetings, their feed and the style sheet.
///
/// # Errors
///
/// Fails where a template cannot be read, or names what the view has not.
pub fn catalogue(
    templates: &Templates,
    catalogue: &Catalogue,
    accent: &str,
) -> Result<Vec<File>, Fault> {
    let data = CatalogueData { catalogue };
    let print = |template: &str, name: &str| {
        let press = Press::of(templates, FOLDER, template)?;
        Ok::<_, Fault>((name.to_string(), press.print(template, &data)?))
    };
    Ok(vec![print("meetings.html", INDEX)?, print(FEED, FEED)?, style(templates, accent)?])
}

fn style(templates: &Templates, accent: &str) -> Result<File, Fault> {
    let palette = Palette::of(templates, accent)?;
    Ok((STYLE.into(), Press::of(templates, FOLDER, STYLE)?.print(STYLE, &palette)?))
}
