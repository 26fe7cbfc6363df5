internal import Equations

/// A mistake outside the formulas: counters, overwritten inputs, skipped elements.
package enum Manner: Hashable {
  /// Its counter is raised so many times a step and then read: n, 2n, 3n, …
  case countsFaster(Int)
  /// Its counter is raised for each element, and read there.
  case countsElements
  /// An input has been changed before the equation uses it.
  case usesChanged(String)
  /// The equation is that of another component, given by its title, in the form that its rule names.
  case sibling(String, rule: String)
  /// A mistake, from the component's own file, of programs that keep more state than the recipe does.
  case keeps(String)
  /// The equation holds everywhere but at one place.
  case excepts(Spot, Remainder)

  /// The numbers at the place where the equation does not hold.
  package enum Remainder: Hashable {
    case unchanged, zero, other
  }
}

/// A place in a tensor that a loop may leave out or get wrong.
package enum Spot: Hashable {
  case parameter(String)
  case parameters([String])
  /// The first or the last element of every parameter. A flag says if parameters with a single element are included.
  case end(isLast: Bool, ofSingles: Bool)
  /// The first or the last entry along an axis, counted from 0, of everything that has it; and the axis's name.
  case slice(Int, isLast: Bool, of: String)

  /// True for the elements of a parameter's tensor that lie in the place.
  func mask(_ parameter: String, shape: [Int]) -> [Bool] {
    let count = shape.reduce(1, *)
    switch self {
    case .parameter(let name): return [Bool](repeating: name == parameter, count: count)
    case .parameters(let names): return [Bool](repeating: names.contains(parameter), count: count)
    case .end(let isLast, let ofSingles):
      if count <= 1 { return [Bool](repeating: ofSingles, count: count) }
      return (0..<count).map { $0 == (isLast ? count - 1 : 0) }
    case .slice(let axis, let isLast, _):
      guard axis < shape.count, shape[axis] > 1 else { return [Bool](repeating: false, count: count) }
      let inner = shape[(axis + 1)...].reduce(1, *)
      return (0..<count).map { $0 / inner % shape[axis] == (isLast ? shape[axis] - 1 : 0) }
    }
  }
}
