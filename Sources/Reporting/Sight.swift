/// A walk along a text that tells what a reader sees of it: the scalars that leave a mark of their own, or belong to
/// one that does.
///
/// Invisible scalars have an honest use in few places, and stay there: the joiner between two emoji, a variation
/// selector after the sign whose look it chooses, one each. Elsewhere they are written out, even the joiners of Persian
/// and Indic scripts and the tags of three flags.
/// Two names that look alike cost a grader more than a word that is spelled out.
struct Sight {
  private enum Place { case elsewhere, afterIdeograph, afterKey, afterEmoji, afterSelector }
  private var place = Place.elsewhere

  /// True if a scalar stands as it is. Ask for every scalar of a text in order.
  mutating func shows(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    let last = place
    place = .elsewhere
    switch (scalar.value, last) {
    case (0x200D, .afterEmoji), (0x200D, .afterSelector):
      return next.map(Self.isEmoji) ?? false
    case (0xFE0E...0xFE0F, .afterEmoji):
      place = .afterSelector
      return true
    case (0xFE0F, .afterKey):
      return next == "\u{20E3}"
    case (0xFE00...0xFE02, .afterIdeograph), (0xE0100...0xE01EF, .afterIdeograph):
      return true
    default:
      break
    }
    if Self.isInvisible(scalar) { return false }
    if Self.isEmoji(scalar) {
      place = .afterEmoji
    } else if scalar.properties.isEmoji {
      place = .afterKey
    } else if scalar.properties.isIdeographic {
      place = .afterIdeograph
    }
    return true
  }

  /// True if a scalar by itself leaves no mark, or acts on its surroundings.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: break
    }
    // Hangul fillers, selectors and the like are letters and marks by their category. No property tells that the Braille
    // pattern without dots is empty.
    return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint || scalar == "\u{2800}"
  }

  /// True for emoji. Digits and `#` are emoji by their property, for the keys that are made of them, but not here.
  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmoji && !scalar.isASCII }
}
