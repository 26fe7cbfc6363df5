internal import Equations
internal import Reference
internal import Tensors
internal import Traces

extension Examination {
  /// The same run on a shorter list of candidates: those whose numbers the program has published. It may have tried too
  /// few of them, and still choose rightly among those.
  ///
  /// - Parameter quantity: one number for each candidate, of which too few are published.
  /// - Returns: nil if what is published is not the numbers of two candidates or more, the same ones at each step.
  func trying(_ quantity: String, published: Trace) -> Examination? {
    let key = Trace.Key(quantity)
    guard let yours = published[key], yours.shape.count == 1, yours.stride >= 2, yours.steps == inputs.steps,
      recipe.equations(of: quantity).count == 1, let equation = recipe.equations(of: quantity).first,
      let block = evaluate(equation)?.block(0), block.shape.count == 2, block.shape[0] == inputs.steps,
      case let count = block.shape[1], yours.stride < count,
      let list = recipe.inputs.first(where: { $0.axes == [block.axes[1]] && !$0.isPerStep }),
      let candidates = inputs.constants[.init(list.name)], candidates.count == count
    else { return nil }
    var places: [Int] = []
    for place in 0..<yours.stride {
      let found = (0..<count).first { candidate in
        !places.contains(candidate)
          && (0..<yours.steps).allSatisfy { step in
            let index = step * count + candidate
            let ratio = Bound.ratio(
              yours.step(step)[yours.step(step).startIndex + place], block.values[index],
              error: block.error?[index] ?? 0,
              precision)
            return ratio.map { $0 <= Bound.allowance } ?? false
          }
      }
      guard let found else { return nil }
      places.append(found)
    }
    var (given, kept) = (inputs, trace)
    given.constants[.init(list.name)] = Tensor(
      shape: [places.count], values: places.map { candidates.values[$0] })
    kept[key] = yours
    guard let golden = try? recipe.trace(given) else { return nil }
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: given, golden: golden, trace: kept, precision: precision)
  }
}
