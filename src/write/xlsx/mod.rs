//! placeholder until the workbook writer lands
use crate::fault::Fault;
use crate::view::{ItemView, Pack};
/// Writes nothing yet.
pub fn write(_pack: &Pack, _item: &ItemView) -> Result<Vec<u8>, Fault> {
    Ok(Vec::new())
}
/// The name.
pub fn file_name(item: &ItemView) -> String {
    format!("{}.xlsx", item.id)
}
