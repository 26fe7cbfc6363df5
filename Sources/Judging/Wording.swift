package import Equations
package import GradeModel

/// Every sentence that grading says, in one place.
package enum Wording {
  package static func differs(_ quantity: String, _ divergence: Divergence) -> String {
    let name = divergence.parameter.isEmpty ? quantity : "\(quantity)/\(divergence.parameter)"
    let elements = divergence.count == 1 ? "element" : "elements"
    let place =
      divergence.step == 0 ? "before the first step" : "first at step \(divergence.step) of \(divergence.steps)"
    return "\(name) differs \(place) (\(divergence.differing) of \(divergence.count) \(elements))"
  }

  /// - Parameters:
  ///   - resembling: a quantity that is published, that nobody asked for, and that is called nearly the same.
  ///   - isBeside: whether other quantities belong to parameters, and this one to none.
  package static func missing(
    _ quantity: String, parameter: String, resembling name: String? = nil, besideParameters isBeside: Bool = false
  ) -> String {
    let owner = parameter.isEmpty ? "" : " for the parameter \(parameter)"
    if let name { return "\(quantity) is not reported\(owner): call your '\(name)' \(quantity)" }
    let kind =
      !parameter.isEmpty ? " of the type Parameters" : isBeside ? " of the type Double, [Double] or Tensor" : ""
    return "\(quantity) is not reported\(owner): keep it in a property named \(quantity)\(kind)"
  }

  /// - Parameter property: the property that has the name, such as "a computed property of type Matrix".
  package static func unreadable(_ quantity: String, _ property: String) -> String {
    "\(quantity) is \(property), which cannot be read: it has to be a Tensor, a number or a list of numbers, and what each "
      + "parameter has a Parameters or a dictionary of these"
  }

  package static func shape(_ name: String, yours: [Int], expected: [Int]) -> String {
    let isTransposed = yours.count > 1 && yours == expected.reversed()
    return "\(name) has the shape \(yours), and should have \(expected)\(isTransposed ? ": it is transposed" : "")"
  }

  package static func steps(_ name: String, yours: Int, expected: Int) -> String {
    "\(name) has \(yours) entries, and should have \(expected)"
  }

  package static func undeclaredSetting(_ name: String, type: String) -> String {
    "\(type) declares no setting '\(name)', so the case could not set it: write `@Setting var \(name) = …`"
  }

  package static func referenceFailed(_ error: String) -> String {
    "the reference could not be computed (\(error)); this is the assignment's fault, not yours"
  }

  package static func referenceNotFinite(_ name: String) -> String {
    "the reference for \(name) is not finite in this case; this is the assignment's fault, not yours"
  }

  package static func notInReference(_ quantity: String) -> String {
    "the reference has no quantity '\(quantity)'; this is the assignment's fault, not yours"
  }

  package static func changedInPlace(_ quantity: String) -> String {
    "the \(quantity) that were handed to the program are not what they were: it changes them in place"
  }

  package static func changedWhatIsGiven(_ name: String) -> String {
    "\(name) is no longer what it was given: your program changes it. Leave it as it is, changing it is an optimizer's work."
  }

  package static func cannotJudge(_ quantity: String) -> String {
    "the reference could not be evaluated on the values of \(quantity); this is the grader's fault, not yours"
  }

  /// - Parameters:
  ///   - sources: the wrong quantities that this one is computed from.
  ///   - origins: those in which a mistake is, among them or before them.
  package static func followThrough(_ quantity: String, sources: [String], origins: [String]) -> String {
    let isHere = origins.isEmpty || Set(origins) == Set(sources)
    return "\(quantity) follows rightly from your own \(list(sources))"
      + (isHere ? ", where the mistake is" : "; the mistake is in \(list(origins))")
  }

  package static func rightDespite(_ quantity: String, sources: [String]) -> String {
    "\(quantity) is right, though it does not follow from the \(list(sources)) that you report"
  }

  package static func uninformative(_ quantity: String, source: String, _ why: Uninformative) -> String {
    let reason =
      switch why {
      case .frozen: "stays the same from step 2 on"
      case .independent: "comes out the same whatever the inputs are"
      case .backSolved(let result): "has been worked out backwards from \(result)"
      }
    return "\(quantity) agrees with your own values, but \(source) \(reason): that shows nothing, so it earns nothing"
  }

  package static func unproven(_ quantity: String, sources: [String], _ change: Change) -> String {
    "\(quantity) agrees with your own \(list(sources)), but those values would hide a mistake here too, so it earns nothing"
  }

  package static func nonFinite(
    _ quantity: String, parameter: String, step: Int, value: Double, extent: Layout.NonFinite.Extent, source: String?,
    cause: String?
  ) -> String {
    let name = parameter.isEmpty ? quantity : "\(quantity)/\(parameter)"
    let what = value.isNaN ? "NaN, not a number" : "infinite"
    let origin = source.map { "; it comes from \($0)" } ?? cause.map { ": \($0)" } ?? ""
    let place = step == 0 ? "the start" : "step \(step)"
    let when =
      switch extent {
      case .thisStep: "at \(place)"
      case .onwards: "from \(place) on"
      case .someLater: "first at \(place)"
      }
    return "\(name) is \(what), \(when)\(origin)"
  }

  package static let zeroOverZero = "0/0"
  package static let divisionByZero = "a division by 0"
  package static let negativeRoot = "the root of a negative number"
  package static let logarithm = "the logarithm of 0 or of a negative number"
  package static let overflow = "a number too large for Double"

  package static func notItsEquation(_ quantity: String) -> String {
    "\(quantity) is not what its equation gives on your own values"
  }

  package static func wrongChoice(_ quantity: String, step: Int?, steps: Int) -> String {
    "\(quantity) is not a choice that the rule allows" + (step.map { ", first at step \($0) of \(steps)" } ?? "")
  }

  package static let unexplained =
    "None of the mistakes that Gradus knows gives these numbers: compare them with the equation, step by step."

  package static let asGoodAChoice = "another choice that is as good"
  package static let neverNegative = "it is never negative"
  package static let signFallsAway = "its sign falls away in what follows"
  package static let orderOfFactors = "the order of multiplying and dividing makes no difference"
  package static let onlyOne = "the network that is asked for has only one"
  package static let sameAlgebra = "the same algebra in other words"

  package static let singlePrecision = "The program computes in single precision."

  package static func authorsTolerance(atol: Double, rtol: Double, reason: String) -> String {
    "Numbers are compared with the expected ones, and may differ by \(atol) + \(rtol) · |expected|: " + reason
  }

  package static func followsAllTheSame(_ message: String) -> String {
    "By its own equation, \(message); this assignment compares with the expected numbers alone, so that earns nothing."
  }

  package static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
