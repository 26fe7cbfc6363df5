internal import CLibXML2

/// One element of a document that libxml2 has read.
package struct Element {
  package var name = ""
  package var attributes: [String: String] = [:]
  package var children: [Element] = []
  package var text = ""

  /// Returns every element below this one of a name, in document order.
  package func all(_ name: String) -> [Element] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }
}

package struct XMLFailure: Error, CustomStringConvertible {
  package var description: String
}

/// Reads a document and holds it against the schema in the repository.
package enum Schema {
  package static let path = Repository.root + "/docs/schemas/gradus-junit-strict.xsd"

  /// Returns the root element of a document that is well-formed and valid.
  package static func validated(_ text: String) throws -> Element {
    let document = try parse(text)
    defer { xmlFreeDoc(document) }
    guard let parser = xmlSchemaNewParserCtxt(path) else { throw XMLFailure(description: "no schema parser") }
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { throw XMLFailure(description: "the schema is no schema: \(path)") }
    defer { xmlSchemaFree(schema) }
    guard let validator = xmlSchemaNewValidCtxt(schema) else { throw XMLFailure(description: "no validator") }
    defer { xmlSchemaFreeValidCtxt(validator) }
    xmlSchemaSetValidStructuredErrors(validator, { _, _ in }, nil)
    guard xmlSchemaValidateDoc(validator, document) == 0 else {
      throw XMLFailure(description: "not valid: \(lastError())\n\(text.prefix(4_000))")
    }
    guard let root = xmlDocGetRootElement(document) else { throw XMLFailure(description: "no root") }
    return element(root)
  }

  /// Returns the root element of a document that is well-formed.
  package static func wellFormed(_ text: String) throws -> Element {
    let document = try parse(text)
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { throw XMLFailure(description: "no root") }
    return element(root)
  }

  package static func isValid(_ text: String) -> Bool { (try? validated(text)) != nil }

  private static func parse(_ text: String) throws -> xmlDocPtr {
    let bytes = Array(text.utf8)
    let options = CInt(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    let document = bytes.withUnsafeBytes {
      xmlReadMemory($0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count), nil, nil, options)
    }
    guard let document else { throw XMLFailure(description: "not well-formed: \(lastError())") }
    return document
  }

  private static func lastError() -> String {
    guard let message = xmlGetLastError()?.pointee.message else { return "" }
    return String(cString: message)
  }

  private static func element(_ node: xmlNodePtr) -> Element {
    var result = Element(name: String(cString: node.pointee.name))
    var attribute = node.pointee.properties
    while let current = attribute {
      let value = xmlNodeGetContent(UnsafeMutableRawPointer(current).assumingMemoryBound(to: xmlNode.self))
      result.attributes[String(cString: current.pointee.name)] = value.map { String(cString: $0) } ?? ""
      value.map { free($0) }
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        result.children.append(element(current))
      } else if let content = current.pointee.content {
        result.text += String(cString: content)
      }
      child = current.pointee.next
    }
    return result
  }
}
