internal import GradeModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension Plausibility {
  /// Batches of `stride` positions out of `extent`: no position comes twice in an epoch, and the batches are those of an
  /// order drawn anew for each epoch.
  ///
  /// The order within a batch means nothing to a step, so only the batches are looked at, as sets.
  static func shuffle(_ values: [Double], of extent: Int, stride: Int) -> Plausibility {
    if let found = values.first(where: { !($0 >= 0 && $0 < Double(extent) && $0 == $0.rounded()) }) {
      return .implausible(.support(found))
    }
    guard stride > 0, stride <= extent else { return .implausible(.support(Double(stride))) }
    let order = BatchOrder(values.map(Int.init), of: extent, size: stride)
    if let (position, epoch) = order.firstTwice { return .implausible(.twice(Double(position), epoch: epoch + 1)) }
    let suspicions = order.suspicions
    // One in so many of the allowed false alarms is each test's.
    let limit = log(Double(suspicions.count) / significance)
    return suspicions.first { $0.evidence >= limit }.map { .implausible($0.flaw) } ?? .plausible
  }
}
