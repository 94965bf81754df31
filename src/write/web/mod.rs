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
use crate::view::web::{ItemPage, Masthead, MeetingPage, WebView};

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

/// Returns the pages of a meeting with their style sheet; `accent` is the council's
/// colour.
///
/// # Errors
///
/// Fails where a template cannot be read, or names what the view has not.
pub fn pages(templates: &Templates, view: &WebView, accent: &str) -> Result<Vec<File>, Fault> {
    let press = Press::of(templates, FOLDER, INDEX)?;
    let masthead = &view.masthead;
    let item = |page: &ItemPage| {
        let data = ItemData { masthead, page };
        Ok((page.file.clone(), press.print("item.html", &data)?))
    };
    let index = || {
        let data = MeetingData { masthead, page: &view.meeting };
        Ok::<_, Fault>((INDEX.to_string(), press.print("meeting.html", &data)?))
    };
    let ((index, style), items) = rayon::join(
        || (index(), style(templates, accent)),
        || view.items.par_iter().map(item).collect::<Result<Vec<File>, Fault>>(),
    );
    Ok([vec![index?, style?], items?].concat())
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
