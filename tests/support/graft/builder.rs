//! Small PDFs, written by hand.

/// The objects of a PDF, the first being its catalog.
#[derive(Default)]
pub(crate) struct Built {
    objects: Vec<Vec<u8>>,
}

impl Built {
    /// Returns a PDF whose catalog has these entries, and whose pages are below
    /// object 2 with the entries `inherited`; each page is its entries and its content.
    pub(crate) fn of(catalog: &str, inherited: &str, pages: &[(&str, &str)]) -> Self {
        let mut built = Self::default();
        let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 3 + at * 2)).collect();
        built.add(&format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"));
        let (kids, count) = (kids.join(" "), pages.len());
        built.add(&format!("<</Type/Pages/Count {count}/Kids[{kids}]{inherited}>>"));
        for (at, (entries, content)) in pages.iter().enumerate() {
            let contents = 4 + at * 2;
            built.add(&format!("<</Type/Page/Parent 2 0 R/Contents {contents} 0 R{entries}>>"));
            built.stream("", content.as_bytes());
        }
        built
    }

    /// Adds an object and returns its number.
    pub(crate) fn add(&mut self, body: &str) -> usize {
        self.objects.push(body.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream and returns its number.
    pub(crate) fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<</Length {}{entries}>>\nstream\n", data.len());
        self.objects.push([head.as_bytes(), data, b"\nendstream"].concat());
        self.objects.len()
    }

    /// Returns the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut offsets = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            offsets.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
        for at in &offsets {
            bytes.extend(format!("{at:010} 00000 n \n").bytes());
        }
        let size = offsets.len() + 1;
        bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\n").bytes());
        bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        bytes
    }
}
