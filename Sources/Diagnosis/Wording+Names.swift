internal import Equations

extension DiagnosisWording {
  /// A part as far as names say it: a quantity, a setting, a number, a number of entries; nil for a formula.
  func name(_ node: Node) -> String? {
    switch node {
    case .number: "a number"
    case .extent(_, let axis): "the number of \(AxisWords.several(axis.name))"
    default: node.operands.isEmpty ? whole(node) : nil
    }
  }

  /// Parts that a program has in the place of something else.
  func other(_ node: Node) -> String {
    isNamesOnly ? name(node) ?? "something else" : text(node)
  }
}
