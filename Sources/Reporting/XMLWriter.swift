import CLibXML2

/// An XML document under construction, written by libxml2.
///
/// The caller makes all text fit for XML first (`Visible`); escaping is libxml2's.
final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// libxml2 asks for one call before several threads use it.
  private static let isReady: Void = xmlInitParser()

  init() throws(JUnitError) {
    Self.isReady
    guard let buffer = xmlBufferCreate() else { throw .writerFailed }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      throw .writerFailed
    }
    self.buffer = buffer
    self.writer = writer
    try require(xmlTextWriterSetIndent(writer, 1))
    try require(xmlTextWriterSetIndentString(writer, "  "))
    try require(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// Writes an element with its attributes in the order given and what `content` writes into it.
  func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], content: () throws(JUnitError) -> Void = {}
  ) throws(JUnitError) {
    try element(name, attributes.map { ($0.key, $0.value) }, content: content)
  }

  /// Writes an element with its attributes in the order given and what `content` writes into it.
  func element(
    _ name: String, _ attributes: [(String, String)], content: () throws(JUnitError) -> Void
  ) throws(JUnitError) {
    try require(xmlTextWriterStartElement(writer, name))
    for (key, value) in attributes { try require(xmlTextWriterWriteAttribute(writer, key, value)) }
    try content()
    try require(xmlTextWriterEndElement(writer))
  }

  func text(_ text: String) throws(JUnitError) {
    // An empty string would still separate the start tag from the end tag.
    if !text.isEmpty { try require(xmlTextWriterWriteString(writer, text)) }
  }

  /// Ends the document and returns its text.
  func finish() throws(JUnitError) -> String {
    try require(xmlTextWriterEndDocument(writer))
    try require(xmlTextWriterFlush(writer))
    let count = Int(xmlBufferLength(buffer))
    return String(decoding: UnsafeBufferPointer(start: xmlBufferContent(buffer), count: count), as: UTF8.self)
  }

  private func require(_ status: CInt) throws(JUnitError) {
    if status < 0 { throw .writerFailed }
  }
}
