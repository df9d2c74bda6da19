//! Reading XML parts of office documents: local names, resolved references, bounded nesting.
//!
//! Entities that a document declares itself are never expanded, so an entity bomb stays a word.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::bounds;
use super::error::{Bounded, Content, ReadError};

/// What comes next in an XML text.
pub(super) enum Piece<'a> {
    /// An element begins (an empty one ends at once).
    Open(Element<'a>),
    /// The element of that local name ends.
    Close(String),
    /// Text between elements.
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Name without prefix.
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of the attribute of that local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        // Looking for doubles would take the square of how many there are.
        let mut attributes = self.0.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .find_map(|attribute| {
                (attribute.key.local_name().as_ref() == name).then(|| {
                    attribute
                        .normalized_value(XmlVersion::Implicit1_0)
                        .unwrap_or_default()
                        .into_owned()
                })
            })
    }

    /// The attribute of that local name as a count.
    pub fn count(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A pull reader over one XML part.
pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    content: Content,
    depth: usize,
}

impl<'a> Pieces<'a> {
    /// Reads `text`, which is a part of a `content`.
    pub fn new(text: &'a str, content: Content) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            content,
            depth: 0,
        }
    }

    /// The next piece; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'a>>, ReadError> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| ReadError::damaged(self.content, error))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > bounds::NESTING {
                        return Err(ReadError::TooLarge {
                            what: Bounded::Nesting,
                            bound: bounds::NESTING as u64,
                        });
                    }
                    Piece::Open(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    let name = reference.into_inner();
                    Piece::Text(match (character, &*name) {
                        (Some(character), _) => Cow::Owned(character.to_string()),
                        (None, "amp") => Cow::Borrowed("&"),
                        (None, "lt") => Cow::Borrowed("<"),
                        (None, "gt") => Cow::Borrowed(">"),
                        (None, "quot") => Cow::Borrowed("\""),
                        (None, "apos") => Cow::Borrowed("'"),
                        (None, other) => Cow::Owned(format!("&{other};")),
                    })
                }
                Event::Eof => return Ok(None),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            }));
        }
    }

    /// Skips to the end of the element that was just opened.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth = depth.saturating_add(1),
                Some(Piece::Close(_)) => depth = depth.saturating_sub(1),
                Some(Piece::Text(_)) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

/// The text of an XML part: by its byte order mark, else UTF-8.
pub(super) fn decode(bytes: &[u8]) -> String {
    encoding_rs::UTF_8.decode(bytes).0.into_owned()
}
