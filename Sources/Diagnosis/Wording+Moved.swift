internal import Equations

extension DiagnosisWording {
  /// Words for entries that are taken at other places along an axis; nil if they are not.
  func moved(_ asked: Node, _ found: Node) -> String? {
    guard case .gather(asked, let index, along: let axis) = found else { return nil }
    let place = positions(of: Expression(asked), axis)
    let last = extent(of: Expression(asked), axis) - 1
    let name = text(asked.simplified)
    let (one, all) = (AxisWords.one(axis.name), AxisWords.all(axis.name))
    func says(_ other: Expression) -> Bool { index == other.node }
    if says(last - place) { return "\(all) of \(name) are taken in reverse order" }
    if says(select(atLeast(place, last), 0, place + 1)) || says(min(place + 1, last)) {
      return "each \(one) of \(name) is taken from one place further on"
    }
    if says(select(atLeast(place, 1), place - 1, last)) || says(max(place - 1, 0)) {
      return "each \(one) of \(name) is taken from one place before"
    }
    return says(0 * place) ? "the first \(one) of \(name) is taken for all of them" : nil
  }
}
