use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{PersonName, folding::fold};

/// What one person is to another, in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    Husband,
    Wife,
    Partner,
    Son,
    Daughter,
    Child,
    Mother,
    Father,
    Parent,
    Brother,
    Sister,
    Grandchild,
    Grandmother,
    Grandfather,
    Aunt,
    Uncle,
    Friend,
    Neighbour,
    Colleague,
    Assistant,
    Boss,
    Carer,
}

/// "Her husband": what the speaker is to somebody else on this line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Relation {
    pub kind: RelationKind,
    /// Whose: "Helen" of "Helen's husband".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<PersonName>,
}

/// Whom a speaker calls for: "my mother", "my mother, Rosa".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OnBehalfOf {
    /// What that person is to the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<RelationKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Whether the speaker calls for themselves, too: then it is not clear whose a fact is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub besides_self: bool,
}

impl RelationKind {
    /// The relation in English: "husband".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Husband => "husband",
            Self::Wife => "wife",
            Self::Partner => "partner",
            Self::Son => "son",
            Self::Daughter => "daughter",
            Self::Child => "child",
            Self::Mother => "mother",
            Self::Father => "father",
            Self::Parent => "parent",
            Self::Brother => "brother",
            Self::Sister => "sister",
            Self::Grandchild => "grandchild",
            Self::Grandmother => "grandmother",
            Self::Grandfather => "grandfather",
            Self::Aunt => "aunt",
            Self::Uncle => "uncle",
            Self::Friend => "friend",
            Self::Neighbour => "neighbour",
            Self::Colleague => "colleague",
            Self::Assistant => "assistant",
            Self::Boss => "boss",
            Self::Carer => "carer",
        }
    }

    /// The relation that a folded word names.
    pub(super) fn of_word(folded: &str) -> Option<Self> {
        RELATIONS.get(folded).copied()
    }

    /// The relation that a word names: "husband", "époux".
    pub(crate) fn named_by(word: &str) -> Option<Self> {
        Self::of_word(&fold(word))
    }
}

static RELATIONS: LazyLock<FxHashMap<&'static str, RelationKind>> = LazyLock::new(|| {
    let lists = [
        (RelationKind::Husband, "husband hubby marido esposo mari epoux marito ehemann mann man echtgenoot"),
        (RelationKind::Wife, "wife mujer esposa femme epouse moglie ehefrau frau vrouw echtgenote mulher"),
        (RelationKind::Partner, "partner partnerin fiance fiancee boyfriend girlfriend spouse pareja novio novia
            compagnon compagne conjoint conjointe compagno compagna fidanzato fidanzata namorado namorada
            companheiro companheira freund freundin lebensgefahrte lebensgefahrtin verlobter verlobte
            vriend vriendin verloofde"),
        (RelationKind::Son, "son sohn hijo fils figlio filho zoon"),
        (RelationKind::Daughter, "daughter tochter hija fille figlia filha dochter"),
        (RelationKind::Child, "child kid kind enfant bambino bambina baby bebe"),
        (RelationKind::Mother, "mother mom mum mama mamma mutter mutti madre mere maman mae moeder"),
        (RelationKind::Father, "father dad papa vater vati padre pere babbo pai vader"),
        (RelationKind::Parent, "parent parents eltern padres genitori pais ouders"),
        (RelationKind::Brother, "brother bruder hermano frere fratello irmao broer"),
        (RelationKind::Sister, "sister schwester hermana soeur sorella irma zus"),
        (RelationKind::Grandchild, "grandson granddaughter enkel enkelin nieto nieta nipote neto neta kleinzoon kleindochter"),
        (RelationKind::Grandmother, "grandmother grandma granny oma grossmutter abuela grand-mere nonna avo"),
        (RelationKind::Grandfather, "grandfather grandpa opa grossvater abuelo grand-pere nonno"),
        (RelationKind::Aunt, "aunt tante tia zia"),
        (RelationKind::Uncle, "uncle onkel tio oncle zio oom"),
        (RelationKind::Friend, "friend amigo amiga ami amie amico amica"),
        (RelationKind::Neighbour, "neighbour neighbor nachbar nachbarin vecino vecina voisin voisine vicino vicina
            vizinho vizinha buurman buurvrouw"),
        (RelationKind::Colleague, "colleague coworker roommate flatmate kollege kollegin companero companera collegue
            collega colega"),
        (RelationKind::Assistant, "assistant secretary assistentin assistent sekretarin secretaria secretaire
            assistante segretaria assistente secretaresse"),
        (RelationKind::Boss, "boss chef chefin jefe jefa patron capo chefe baas"),
        (RelationKind::Carer, "carer caregiver nurse caretaker guardian pfleger pflegerin betreuer betreuerin cuidador cuidadora
            badante cuidadora verzorger verzorgster"),
    ];
    lists
        .into_iter()
        .flat_map(|(kind, list)| list.split_whitespace().map(move |word| (word, kind)))
        .collect()
});
