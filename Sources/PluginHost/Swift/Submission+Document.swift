/// A file in a document: its bytes are UTF-8, and stand there as text.
extension Submission.File: Codable {
  private enum Key: CodingKey { case path, text }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    path = try container.decode(String.self, forKey: .path)
    bytes = Array(try container.decode(String.self, forKey: .text).utf8)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(path, forKey: .path)
    try container.encode(String(decoding: bytes, as: UTF8.self), forKey: .text)
  }
}
