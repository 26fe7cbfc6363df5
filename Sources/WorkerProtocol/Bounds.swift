/// The protocol's version: both sides say it first, and refuse any other.
package let protocolVersion: UInt16 = 4

/// Bounds on the contents of a frame. Each size is checked against these before anything is allocated for it.
package enum Bounds {
  /// The bytes of one frame behind its length.
  package static let frame = 64 << 20
  /// The bytes of a name of a tensor, quantity, setting or method.
  package static let name = 512
  /// The bytes of a message or a path.
  package static let text = 16 << 10
  /// The axes of a tensor.
  package static let rank = 8
  /// The tensors, settings or quantities in one frame.
  package static let entries = 4096
  /// The addresses in a crash note.
  package static let addresses = 32
}

/// A reason why bytes are not a frame.
package enum ProtocolError: Error, Equatable, Sendable {
  /// The frame ends inside one of its fields.
  case truncated
  /// The frame goes on after its last field, by so many bytes.
  case trailing(Int)
  /// A length is above its bound.
  case tooLarge(field: Field, size: UInt64)
  /// A frame begins with a byte that names no kind of message.
  case unknownKind(UInt8)
  /// The first message does not begin as this protocol does.
  case notThisProtocol
  /// The other side speaks another version.
  case unsupportedVersion(UInt16)
  /// Text is not UTF-8, or holds a NUL.
  case malformedText
  /// A number encodes none of the values that the field may have.
  case malformedValue

  /// The kind of length that a bound is about.
  package enum Field: Equatable, Sendable {
    case frame, name, text, rank, entries, elements, addresses
  }
}
