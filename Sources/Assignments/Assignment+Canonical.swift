extension Assignment {
  /// A text that is the same for the same assignment, whatever the order and the words of its manifest. The samples, which
  /// no grading looks at, are left out.
  package var canonical: String {
    Self.text(of: withoutChecks)
  }

  /// The assignment without what only its own tests look at.
  private var withoutChecks: Assignment {
    var bare = self
    bare.samples = []
    bare.floor = 0
    bare.parts = parts.map(\.withoutChecks)
    return bare
  }

  /// The assignment without the texts that only readers need: marks cannot depend on them.
  package var withoutTexts: Assignment {
    var bare = self
    bare.title = ""
    for index in bare.cases.indices { bare.cases[index].title = "" }
    bare.comparison?.reason = ""
    bare.parts = parts.map(\.withoutTexts)
    return bare
  }

  /// Writes every stored property, so that none can be forgotten; what has no order is sorted.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .dictionary, .set:
      return "[" + mirror.children.map { text(of: $0.value) }.sorted().joined(separator: ",") + "]"
    case .enum where mirror.children.isEmpty: return "\(value)"
    case .none where mirror.children.isEmpty: return String(reflecting: value)
    default:
      // An assignment without parts has the text that it had before there were any.
      let said = mirror.children.filter { $0.label != "parts" || ($0.value as? [Assignment])?.isEmpty != true }
      return "(" + said.map { ($0.label ?? "") + ":" + text(of: $0.value) }.joined(separator: ",") + ")"
    }
  }
}
