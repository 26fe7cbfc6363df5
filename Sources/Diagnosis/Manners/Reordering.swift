internal import Equations
internal import Judging

/// An order in which a list may stand instead of its own.
package enum Order: Hashable, Sendable, CaseIterable {
  case rising, falling
}

/// Lists that hold the right numbers of each step in another order.
enum Reordering {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.equations.count == 1, !quantity.isState else { return [] }
    return Order.allCases.map { order in
      SupposedRun(.reorders(order), of: quantity) { examination in
        guard let own = examination.evaluate(quantity.equations[0]), !own.isPerParameter,
          own.blocks[0].axes.count == 2, own.blocks[0].axes[0] == .step, own.blocks[0].shape[1] > 1
        else { return nil }
        var trial = SupposedRun.Trial(examination, quantity.equations)
        trial.reading = { $0.map { $0.unsorted(order, by: own.blocks[0]) } }
        return trial
      }
    }
  }
}

extension Block {
  /// The same numbers of each step, put where those of another block stand that have their rank.
  fileprivate func unsorted(_ order: Order, by other: Block) -> Block {
    guard fits(other), axes == other.axes else { return self }
    var moved = self
    let length = shape[1]
    for start in stride(from: 0, to: count, by: length) {
      let ranked = (0..<length).sorted {
        let (a, b) = (other.values[start + $0], other.values[start + $1])
        return order == .rising ? (a, $0) < (b, $1) : (b, $0) < (a, $1)
      }
      for (rank, place) in ranked.enumerated() { moved.values[start + place] = values[start + rank] }
    }
    return moved
  }
}
