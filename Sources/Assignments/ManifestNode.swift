import Yams

/// A place in a manifest: the parsed node, and the keys that lead to it.
struct ManifestNode {
  let node: Node
  let path: String

  /// Counted from 1; the node's own position where YAML gives it one.
  var line: Int { node.mark?.line ?? 1 }
  var column: Int { node.mark?.column ?? 1 }

  /// The node under a key of this one.
  func under(_ key: String, _ node: Node) -> ManifestNode {
    ManifestNode(node: node, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The keys of this mapping that are among some, each at its own place; none if it is no mapping.
  func keys(among names: [String]) -> [(name: String, place: ManifestNode)] {
    guard case .mapping(let pairs) = node else { return [] }
    return pairs.compactMap { key, _ in
      guard case .scalar(let scalar) = key, names.contains(scalar.string) else { return nil }
      return (scalar.string, ManifestNode(node: key, path: path))
    }
  }

  /// A scalar written without quotes, which may be a number.
  var plainText: String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    return scalar.string
  }

  /// The number written here. YAML 1.1 reads `1e-8` as text, because it lacks a point, but an author means the number.
  var number: Double? {
    guard let text = plainText, !text.isEmpty, text.allSatisfy({ "0123456789+-.eE".contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// The content of this place, for a message.
  var found: ManifestProblem.Found {
    switch node {
    case .mapping: return .mapping
    case .sequence: return .list
    case .alias: return .nothing
    case .scalar(let scalar):
      guard let text = plainText else { return .text(scalar.string) }
      if text.isEmpty || text == "~" || text == "null" { return .nothing }
      if text == "true" || text == "false" { return .boolean(text) }
      return number == nil ? .text(text) : .number(text)
    }
  }
}

/// A mapping whose keys are known to be allowed.
struct ManifestMapping {
  let place: ManifestNode
  /// In the order of the file.
  let fields: [(key: String, value: ManifestNode)]

  subscript(key: String) -> ManifestNode? { fields.first { $0.key == key }?.value }
}
