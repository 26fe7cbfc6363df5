internal import Equations

/// A place of a formula, and the numbers that would have to stand there for the formula to give the published ones.
struct Place {
  let path: [Int]
  let node: Node
  /// NaN where any number would do.
  var wanted: Points.Series
  /// The numbers that stand there as the formula is written.
  let own: Points.Series
}

/// Works formulas backwards, from the published numbers down to each place.
struct Inversion {
  let run: LeafRun

  /// Every place of a formula at which enough of the wanted numbers are determined.
  func places(of formula: Node, for published: Points.Series) -> [Place] {
    var found: [Place] = []
    visit(formula, [], published, &found)
    return found
  }

  private func visit(_ node: Node, _ path: [Int], _ wanted: Points.Series, _ found: inout [Place]) {
    let determined = wanted.values.count(where: \.isFinite)
    guard 4 * determined >= wanted.values.count, determined >= min(4, wanted.values.count), let own = run.evaluate(node)
    else { return }
    found.append(Place(path: path, node: node, wanted: wanted, own: own))
    switch node {
    case .binary(let operation, let a, let b):
      guard let left = run.evaluate(a), let right = run.evaluate(b) else { return }
      if let below = wanted.invertedLeft(operation, right) { visit(a, path + [0], below, &found) }
      if let below = wanted.invertedRight(operation, left) { visit(b, path + [1], below, &found) }
    case .unary(let operation, let a):
      guard let inner = run.evaluate(a) else { return }
      for below in wanted.inverted(operation, inner) { visit(a, path + [0], below, &found) }
    case .select(let condition, let a, let b):
      guard let chosen = run.evaluate(condition) else { return }
      visit(a, path + [1], wanted.free { chosen.values[$0] == 0 }, &found)
      visit(b, path + [2], wanted.free { chosen.values[$0] != 0 }, &found)
    default: break
    }
  }
}

extension Points.Series {
  private static let roundoff = 0x1p-53

  /// The same with any number allowed at some points.
  func free(_ isFree: (Int) -> Bool) -> Points.Series {
    map { isFree($0) ? (.nan, .infinity) : (values[$0], errors[$0]) }
  }

  func map(_ transform: (Int) -> (Double, Double)) -> Points.Series {
    var result = Points.Series(values: [], errors: [])
    result.values.reserveCapacity(values.count)
    result.errors.reserveCapacity(values.count)
    for index in values.indices {
      let (value, error) = transform(index)
      result.values.append(value.isFinite ? value : .nan)
      result.errors.append(value.isFinite ? error + Self.roundoff * abs(value) : .infinity)
    }
    return result
  }

  /// The numbers x for which `x operation right` is this; nil if the operation cannot be worked backwards.
  func invertedLeft(_ operation: Binary, _ right: Points.Series) -> Points.Series? {
    switch operation {
    case .add: map { (values[$0] - right.values[$0], error($0) + right.errors[$0]) }
    case .subtract: map { (values[$0] + right.values[$0], error($0) + right.errors[$0]) }
    case .multiply: quotient(by: right)
    case .divide:
      map {
        (values[$0] * right.values[$0], error($0) * abs(right.values[$0]) + abs(values[$0]) * right.errors[$0])
      }
    case .maximum: beyond(right) { $0 > $1 }
    case .minimum: beyond(right) { $0 < $1 }
    case .power:
      map { index in
        let (y, b) = (values[index], right.values[index])
        guard y > 0, b != 0 else { return (.nan, .infinity) }
        let root = Elementary.power(y, 1 / b)
        return (root, root * (error(index) / y / abs(b) + 8 * Self.roundoff))
      }
    default: nil
    }
  }

  /// The numbers x for which `left operation x` is this.
  func invertedRight(_ operation: Binary, _ left: Points.Series) -> Points.Series? {
    switch operation {
    case .add: map { (values[$0] - left.values[$0], error($0) + left.errors[$0]) }
    case .subtract: map { (left.values[$0] - values[$0], error($0) + left.errors[$0]) }
    case .multiply: quotient(by: left)
    case .divide:
      map { index in
        let y = values[index]
        guard abs(y) > error(index) else { return (.nan, .infinity) }
        let x = left.values[index] / y
        return (x, (left.errors[index] + abs(x) * error(index)) / abs(y))
      }
    case .maximum: beyond(left) { $0 > $1 }
    case .minimum: beyond(left) { $0 < $1 }
    case .power:
      map { index in
        let (y, a) = (values[index], left.values[index])
        guard y > 0, a > 0, a != 1 else { return (.nan, .infinity) }
        let size = abs(Elementary.log(a))
        let x = Elementary.log(y) / Elementary.log(a)
        return (
          x, (error(index) / y + 4 * Self.roundoff * abs(Elementary.log(y)) + abs(x) * 2 * Self.roundoff * size) / size
        )
      }
    default: nil
    }
  }

  /// The numbers where the other operand was not chosen; any would do elsewhere.
  private func beyond(_ other: Points.Series, _ isBeyond: (Double, Double) -> Bool) -> Points.Series {
    map { index in
      let slack = FormulaDictionary.slack * (error(index) + other.errors[index])
      let isOwn = abs(values[index] - other.values[index]) > slack && isBeyond(values[index], other.values[index])
      return isOwn ? (values[index], error(index)) : (.nan, .infinity)
    }
  }

  private func quotient(by other: Points.Series) -> Points.Series {
    map { index in
      let divisor = other.values[index]
      guard divisor != 0, abs(divisor) > other.errors[index] else { return (.nan, .infinity) }
      let x = values[index] / divisor
      return (x, (error(index) + abs(x) * other.errors[index]) / abs(divisor))
    }
  }

  /// The numbers x for which `operation(x)` is this; with two branches, the positive one first, then that of the sign
  /// that `inner` has.
  func inverted(_ operation: Unary, _ inner: Points.Series) -> [Points.Series] {
    switch operation {
    case .negate: return [map { (-values[$0], error($0)) }]
    case .squareRoot:
      return [map { (values[$0] * values[$0], (2 * abs(values[$0]) + error($0)) * error($0)) }]
    case .square:
      let root = map { index in
        let (y, e) = (values[index], error(index))
        guard y >= -FormulaDictionary.slack * e else { return (.nan, .infinity) }
        let root = max(y, 0).squareRoot()
        return (root, y > 4 * e ? e / (2 * root) : (abs(y) + e).squareRoot())
      }
      return [root] + root.signed(like: inner)
    case .absolute:
      let plain = map { (values[$0], error($0)) }
      return [plain] + plain.signed(like: inner)
    case .exponential:
      return [
        map { index in
          guard values[index] > 0 else { return (.nan, .infinity) }
          let x = Elementary.log(values[index])
          return (x, error(index) / values[index] + Self.roundoff * abs(x))
        }
      ]
    case .logarithm:
      return [map { (Elementary.exp(values[$0]), Elementary.exp(values[$0]) * (error($0) + 2 * Self.roundoff)) }]
    case .binaryLogarithm:
      return [
        map { index in
          let x = Elementary.power(2, values[index])
          return (x, x * (error(index) + 2 * Self.roundoff))
        }
      ]
    case .softplus:
      return [
        map { index in
          let y = values[index]
          guard y > 0 else { return (.nan, .infinity) }
          // ln(eʸ − 1), without an overflow.
          let x = y + Elementary.log(1 - Elementary.exp(-y))
          return (x, (error(index) + 2 * Self.roundoff * (1 + abs(y))) / (1 - Elementary.exp(-y)))
        }
      ]
    case .exponentialMinusOne:
      return [
        map { index in
          guard values[index] > -1 else { return (.nan, .infinity) }
          let x = Elementary.log(1 + values[index])
          return (x, (error(index) + 2 * Self.roundoff) / (1 + values[index]) + Self.roundoff * abs(x))
        }
      ]
    case .hyperbolicTangent:
      return [
        map { index in
          let y = values[index]
          guard abs(y) < 1 else { return (.nan, .infinity) }
          let x = 0.5 * (Elementary.log(1 + y) - Elementary.log(1 - y))
          return (x, (error(index) + 2 * Self.roundoff) / (1 - y * y))
        }
      ]
    case .sigmoid:
      return [
        map { index in
          let y = values[index]
          guard y > 0, y < 1 else { return (.nan, .infinity) }
          return (Elementary.log(y / (1 - y)), (error(index) + 2 * Self.roundoff) / (y * (1 - y)))
        }
      ]
    default: return []
    }
  }

  private func signed(like inner: Points.Series) -> [Points.Series] {
    guard inner.values.contains(where: { $0 < 0 }) else { return [] }
    return [map { (inner.values[$0] < 0 ? -values[$0] : values[$0], errors[$0]) }]
  }

  /// The bound of a wanted number, with that of its own rounding.
  private func error(_ index: Int) -> Double { errors[index] + Self.roundoff * abs(values[index]) }
}

extension Points.Series {
  /// The logarithms, where the numbers are surely not zero; nil if one of those is negative, or there are too few.
  var logarithms: Points.Series? {
    let isSure = values.indices.map { values[$0].isFinite && abs(values[$0]) > FormulaDictionary.slack * errors[$0] }
    guard isSure.contains(true), values.indices.allSatisfy({ !isSure[$0] || values[$0] > 0 }) else { return nil }
    var found = Points.Series(values: [], errors: [])
    for i in values.indices {
      found.values.append(isSure[i] ? Elementary.log(values[i]) : .nan)
      found.errors.append(isSure[i] ? errors[i] / values[i] : .infinity)
    }
    return found
  }

  var negated: Points.Series { map { (-values[$0], errors[$0]) } }

  var inverse: Points.Series {
    map { index in
      let value = values[index]
      return value == 0 ? (.nan, .infinity) : (1 / value, errors[index] / (value * value))
    }
  }

  func wider(by error: Double) -> Points.Series {
    Points.Series(values: values, errors: errors.map { $0 + error })
  }
}
