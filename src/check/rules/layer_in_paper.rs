//! Layers of a paper made elsewhere.

use crate::check::papers::papers;
use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::spelling::listed;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code { id: "PAPER010", name: "layer-in-paper", severity: Severity::Note },
    finds: "a paper made elsewhere with layers that are not printed as they are shown, or not shown at all",
    why: "the pack shows what is printed; whoever has switched layers on screen sees another page there",
    mend: "export it again with the layers merged that are meant to be seen",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for paper in papers(scope) {
        let layers = paper.survey.layers.iter().filter(|layer| !layer.shown || !layer.printed);
        let names: Vec<String> = layers.map(|layer| format!("`{}`", layer.name)).collect();
        if !names.is_empty() {
            let layers = if names.len() == 1 { "a layer" } else { "layers" };
            findings.add(
                paper.path,
                format!(
                    "`{}` has {layers} not shown or not printed: {}",
                    paper.file,
                    listed(&names)
                ),
                "export it again with those layers merged that are to be seen".into(),
            );
        }
    }
}
