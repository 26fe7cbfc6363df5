extension Assignment {
  /// A text that is the same for the same assignment, whatever the order and the words of its manifest. The samples, which
  /// no grading looks at, are left out.
  package var canonical: String {
    var bare = self
    bare.samples = []
    bare.floor = 0
    return Self.text(of: bare)
  }

  /// The assignment without the texts that only readers need: marks cannot depend on them.
  package var withoutTexts: Assignment {
    var bare = self
    bare.title = ""
    for index in bare.cases.indices { bare.cases[index].title = "" }
    bare.comparison?.reason = ""
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
      return "(" + mirror.children.map { ($0.label ?? "") + ":" + text(of: $0.value) }.joined(separator: ",") + ")"
    }
  }
}
