internal import Equations

extension DiagnosisWording {
  /// The words for a tensor that is read at another index than its own; nil if it is not that.
  func otherIndex(_ asked: Node, _ found: Node) -> String? {
    guard found.rearrangedTensor == asked else { return nil }
    let tensor = text(asked)
    guard let (slip, _, axis) = IndexSlip.of(found) else {
      return "\(tensor) is read from the last element to the first"
    }
    return switch slip {
    case .next: "\(tensor) is read one place too far along \(axis.name), the first one after the last"
    case .previous: "\(tensor) is read one place too early along \(axis.name), the last one before the first"
    case .mirrored: "\(tensor) is read from the last to the first along \(axis.name)"
    case .first: "the first one of \(tensor) along \(axis.name) is taken every time"
    case .last: "the last one of \(tensor) along \(axis.name) is taken every time"
    }
  }
}
