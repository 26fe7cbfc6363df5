internal import Equations

extension DiagnosisWording {
  /// The words for a tensor that is read at another index than its own; nil if it is not that.
  func otherIndex(_ asked: Node, _ found: Node) -> String? {
    guard found.rearrangedTensor == asked else { return nil }
    let tensor = text(asked)
    guard let (slip, _, axis) = IndexSlip.of(found) else {
      return "\(tensor) is read from the last element to the first"
    }
    let (one, all) = (AxisWords.one(axis.name), AxisWords.all(axis.name))
    return switch slip {
    case .next: "\(tensor) is read one \(one) too far, the first one after the last"
    case .previous: "\(tensor) is read one \(one) too early, the last one before the first"
    case .mirrored: "\(all) of \(tensor) are taken in reverse order"
    case .first: "the first \(one) of \(tensor) is taken every time"
    case .last: "the last \(one) of \(tensor) is taken every time"
    }
  }
}
