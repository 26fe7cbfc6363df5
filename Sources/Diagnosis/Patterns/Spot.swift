package import Equations
internal import Judging

/// A part of a quantity's numbers that can be named.
package indirect enum Spot: Hashable, Sendable {
  case parameters([String])
  /// Some steps of some parameters.
  case among([String], Steps)
  /// The first or the last element of every parameter. A flag says if parameters with a single element are included.
  case end(isLast: Bool, ofSingles: Bool)
  /// The first or the last entry along an axis, counted from 0, of everything that has it; and the axis's name.
  case slice(Int, isLast: Bool, of: String)
  /// The elements that are wrong at any step, if no simpler name holds for them, and their count among all elements.
  case elements(Int, of: Int)
  case steps(Steps)
  case cases([String])
  /// The numbers at which a source has a sign; zero counts as one.
  case sign(Expression, Sign)
  /// All others.
  case but(Spot)

  package enum Sign: Hashable, Sendable, CaseIterable { case zero, positive, negative }

  package enum Steps: Hashable, Sendable {
    case first, last
    /// Counted from 1.
    case only(Int)
    case from(Int)
    /// Every so many steps, by the remainder that their numbers leave.
    case every(Int, remainder: Int)

    func contains(_ step: Int, of count: Int) -> Bool {
      switch self {
      case .first: step == 1
      case .last: step == count
      case .only(let one): step == one
      case .from(let first): step >= first
      case .every(let count, let remainder): step % count == remainder
      }
    }
  }

  /// The numbers that a wrong one speaks for: a place is wrong if it is wrong at any step, a step if any place is.
  enum Grain { case number, place, step, parameter, whole }

  var grain: Grain {
    switch self {
    case .parameters: .parameter
    case .among: .number
    case .end, .slice, .elements: .place
    case .steps: .step
    case .cases: .whole
    case .sign: .number
    case .but(let spot): spot.grain
    }
  }

  /// The numbers at which the source of a sign is zero; nil for a spot without one, or of zeros.
  var zeros: Spot? {
    switch self {
    case .sign(_, .zero): nil
    case .sign(let source, _): .sign(source, .zero)
    case .but(let spot): spot.zeros
    default: nil
    }
  }

  /// True for the numbers that lie in the spot, step after step; nil if that cannot be told.
  func mask(in columns: Columns) -> [Bool]? {
    let (count, steps) = (columns.count, columns.steps)
    func places(_ isIn: (Int) -> Bool) -> [Bool] {
      let one = (0..<count).map(isIn)
      return (0..<steps).flatMap { _ in one }
    }
    switch self {
    case .parameters(let names): return places { _ in names.contains(columns.parameter) }
    case .among(let names, let steps):
      guard names.contains(columns.parameter) else { return places { _ in false } }
      return Spot.steps(steps).mask(in: columns)
    case .end(let isLast, let ofSingles):
      return places { count <= 1 ? ofSingles : $0 == (isLast ? count - 1 : 0) }
    case .slice(let axis, let isLast, _):
      let shape = columns.shape
      guard axis < shape.count, shape[axis] > 1 else { return places { _ in false } }
      let inner = shape[(axis + 1)...].reduce(1, *)
      return places { $0 / inner % shape[axis] == (isLast ? shape[axis] - 1 : 0) }
    case .elements:
      let wrong = Set(columns.isWrong.indices.filter { columns.isWrong[$0] == true }.map { $0 % max(count, 1) })
      return places(wrong.contains)
    case .steps(let wanted):
      return (0..<steps).flatMap { step in
        [Bool](repeating: wanted.contains(step + 1, of: steps), count: count)
      }
    case .cases(let names):
      return [Bool](repeating: names.contains(columns.examination.caseID), count: count * steps)
    case .sign(let source, let sign): return columns.values(of: source)?.map { sign.isOf($0) }
    case .but(let spot): return spot.mask(in: columns)?.map { !$0 }
    }
  }
}

extension Spot.Sign {
  fileprivate func isOf(_ number: Double) -> Bool {
    switch self {
    case .zero: number == 0
    case .positive: number > 0
    case .negative: number < 0
    }
  }
}

extension Columns {
  /// A source's numbers, one beside each of these; nil if it has another layout.
  fileprivate func values(of source: Expression) -> [Double]? {
    guard let value = examination.evaluate(source) else { return nil }
    let index = value.isPerParameter ? examination.inputs.names.firstIndex(of: parameter) : 0
    guard let index, value.blocks.indices.contains(index), !value.blocks[index].isAbsent,
      value.blocks[index].fits(published)
    else { return nil }
    return value.blocks[index].aligned(to: published.axes, shape: published.shape).values
  }
}
