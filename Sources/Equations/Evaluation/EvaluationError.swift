/// A failure to evaluate a formula. The cause is always the recipe or its inputs' shapes, never the numbers.
package enum EvaluationError: Error, Equatable {
  case extentsDiffer(axis: Axis, Int, Int)
  case unknownQuantity(Reference)
  case unknownSetting(String)
  case axisMissing(Axis, in: [Axis])
  case parametersMixed(Int, Int)
  case axesDiffer(target: String, declared: [Axis], given: [Axis])
  case indexOutside(Double, axis: Axis, extent: Int)
  case notACount(Double)
  case kernelTooLong(axis: Axis, size: Int, extent: Int)
  case notSquare(rows: Axis, Int, columns: Axis, Int)
  case axisTwice(Axis, in: [Axis])
  case layoutsDiffer(along: Axis, [Axis], [Axis])
}

extension EvaluationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .extentsDiffer(let axis, let a, let b):
      "axis \(axis) has \(a) entries in one operand and \(b) in the other"
    case .unknownQuantity(let reference):
      "no quantity is named \(reference.parameter.map { "\(reference.name)/\($0)" } ?? reference.name)"
    case .unknownSetting(let name): "no setting is named \(name)"
    case .axisMissing(let axis, let axes):
      "no axis \(axis) among (\(axes.map(\.name).joined(separator: ", ")))"
    case .parametersMixed(let a, let b): "a quantity of \(a) parameters meets one of \(b)"
    case .axesDiffer(let target, let declared, let given):
      "\(target) has axes (\(declared.map(\.name).joined(separator: ", "))), its formula gives "
        + "(\(given.map(\.name).joined(separator: ", ")))"
    case .indexOutside(let index, let axis, let extent):
      "the index \(index) is not one of the \(extent) positions along \(axis), counted from 0"
    case .notACount(let value): "\(value) is no number of entries"
    case .kernelTooLong(let axis, let size, let extent):
      "a kernel of \(size) does not fit along \(axis), which has \(extent) entries with its padding"
    case .notSquare(let rows, let a, let columns, let b):
      "a system of \(a) equations along \(rows) has \(b) unknowns along \(columns)"
    case .layoutsDiffer(let axis, let one, let other):
      "along \(axis), an entry has axes (\(one.map(\.name).joined(separator: ", "))) and another "
        + "(\(other.map(\.name).joined(separator: ", "))), or other extents"
    case .axisTwice(let axis, let axes):
      "axis \(axis) would stand twice in a solution for (\(axes.map(\.name).joined(separator: ", ")))"
    }
  }
}
