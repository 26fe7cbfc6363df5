internal import Equations

extension DiagnosisWording {
  /// The words for a tensor that is read at another index than its own; nil if it is not that.
  func otherIndex(_ asked: Node, _ found: Node, in edit: Edit) -> String? {
    let tensor = text(asked)
    if let (entry, from) = clamped(asked, found) { return "\(entry) of \(tensor) is taken" + from }
    guard found.rearrangedTensor == asked else { return nil }
    guard let (slip, _, axis) = IndexSlip.of(found) else {
      return "\(tensor) is read from the last element to the first"
    }
    let (one, all) = (AxisWords.one(axis.name), AxisWords.all(axis.name))
    // In a sum of products, either factor may be the one that is read elsewhere.
    let beside = factor(beside: asked, along: axis, in: edit).map { " beside \(text($0.simplified))" } ?? ""
    return switch slip {
    case .next: "\(tensor) is read one \(one) too far\(beside), the first one after the last"
    case .previous: "\(tensor) is read one \(one) too early\(beside), the last one before the first"
    case .mirrored: "\(all) of \(tensor) are taken in reverse order\(beside)"
    case .first: "the first \(one) of \(tensor) is taken every time"
    case .last: "the last \(one) of \(tensor) is taken every time"
    }
  }

  /// The other factor of a sum of products along an axis; nil if a tensor stands in none.
  private func factor(beside tensor: Node, along axis: Axis, in edit: Edit) -> Node? {
    let asked = equation(of: edit)?.formula.node.withSumsOfProducts.subformulas ?? []
    return asked.lazy.compactMap { node in
      guard case .reduce(.sum, .binary(.multiply, let a, let b), let axes) = node, axes.contains(axis) else {
        return nil
      }
      return a == tensor ? b : b == tensor ? a : nil
    }.first
  }

  /// The words for entries that are taken one place off, up to the end of their axis; nil if they are not.
  private func clamped(_ asked: Node, _ found: Node) -> (entry: String, from: String)? {
    guard case .gather(asked, let index, along: let axis) = found else { return nil }
    let place = positions(of: Expression(asked), axis)
    let last = extent(of: Expression(asked), axis) - 1
    let one = AxisWords.one(axis.name)
    if index == min(place + 1, last).node { return ("each \(one)", " from one place further on") }
    if index == max(place - 1, 0).node { return ("each \(one)", " from one place before") }
    return index == (0 * place).node ? ("the first \(one)", " for all of them") : nil
  }
}
