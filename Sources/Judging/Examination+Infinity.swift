internal import Equations
internal import Reference
internal import Traces

extension Examination {
  /// True if a number has no bound because the program itself reported something infinite, and is not what its equation
  /// gives there. An infinite number of one's own excuses nothing.
  func hidesBehindInfinity(_ quantity: String) -> Bool {
    let sources = publishedSources(of: quantity)
    guard sources.contains(where: { Structure.firstNonFinite($0, in: trace) != nil }) else { return false }
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { continue }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let pairs = Pairs(block, computed.block(index), precision) else { continue }
        for position in pairs.indices
        where pairs.areFinite(position) && pairs.ratio(position) == nil
          && pairs.relativeDifference(position) ?? 0 > Self.noticeable
        {
          return true
        }
      }
    }
    return false
  }

  /// A share of a number far above rounding, and far below any mistake.
  private static let noticeable = 1e-9
}
