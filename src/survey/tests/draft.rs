//! Small PDFs, written by hand so that they can be wrong.

/// A PDF in the making: its objects by number, from 1.
pub(super) struct Draft {
    objects: Vec<Vec<u8>>,
    catalog: String,
    pages: Vec<usize>,
    pub(super) trailer: String,
}

/// The object numbers of the catalog and of the root of the pages.
const CATALOG: usize = 1;
const PAGES: usize = 2;

impl Draft {
    /// Returns a file without pages.
    pub(super) fn new() -> Self {
        let objects = vec![Vec::new(), Vec::new()];
        Self { objects, catalog: String::new(), pages: Vec::new(), trailer: String::new() }
    }

    /// Returns a file of one A4 page with this content, and Helvetica as `F`.
    pub(super) fn page(content: &str) -> Self {
        let mut draft = Self::new();
        draft.add_page("", content);
        draft
    }

    /// Returns the bytes of a file of one page with this content.
    pub(super) fn of(content: &str) -> Vec<u8> {
        Self::page(content).bytes()
    }

    /// Adds an object and returns its number.
    pub(super) fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// Adds a stream and returns its number.
    pub(super) fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(body)
    }

    /// Adds a page with further entries, which may be a media box.
    pub(super) fn add_page(&mut self, entries: &str, content: &str) -> usize {
        let content = self.stream("", content.as_bytes());
        let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        let states = "/M<</BM/Multiply>>/H<</ca 0.5>>/N<</ca 0>>";
        let size = if entries.contains("/MediaBox") { "" } else { "/MediaBox[0 0 595 842]" };
        let own = if entries.contains("/Resources") {
            String::new()
        } else {
            format!("/Resources<</Font<</F {font}>>/ExtGState<<{states}>>>>")
        };
        let page = self.add(format!(
            "<</Type/Page/Parent {PAGES} 0 R{size}{own}/Contents {content} 0 R{entries}>>"
        ));
        self.pages.push(page);
        page
    }

    /// Adds entries to the catalog.
    pub(super) fn catalog(&mut self, entries: &str) {
        self.catalog.push_str(entries);
    }

    /// Returns the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut objects = self.objects.clone();
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        objects[CATALOG - 1] =
            format!("<</Type/Catalog/Pages {PAGES} 0 R{}>>", self.catalog).into_bytes();
        objects[PAGES - 1] =
            format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()).into_bytes();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (index, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        file.extend_from_slice(table.as_bytes());
        let end = format!(
            "trailer\n<</Size {}/Root {CATALOG} 0 R{}>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1,
            self.trailer
        );
        file.extend_from_slice(end.as_bytes());
        file
    }
}
