internal import GradeModel

/// Every sentence that grading says, in one place.
enum Wording {
  static func differs(_ quantity: String, _ divergence: Divergence) -> String {
    let name = divergence.parameter.isEmpty ? quantity : "\(quantity)/\(divergence.parameter)"
    let elements = divergence.count == 1 ? "element" : "elements"
    let place =
      divergence.step == 0 ? "before the first step" : "first at step \(divergence.step) of \(divergence.steps)"
    return "\(name) differs \(place) (\(divergence.differing) of \(divergence.count) \(elements))"
  }

  static func missing(_ quantity: String, parameter: String) -> String {
    let owner = parameter.isEmpty ? "" : " for the parameter \(parameter)"
    return "\(quantity) is not reported\(owner): keep it in a property named \(quantity)"
  }

  static func shape(_ name: String, yours: [Int], expected: [Int]) -> String {
    "\(name) has the shape \(yours), and should have \(expected)"
  }

  static func steps(_ name: String, yours: Int, expected: Int) -> String {
    "\(name) has \(yours) entries, and should have \(expected)"
  }

  static func undeclaredSetting(_ name: String, type: String) -> String {
    "\(type) declares no setting '\(name)', so the case could not set it: write `@Setting var \(name) = …`"
  }

  static func referenceFailed(_ error: String) -> String {
    "the reference could not be computed (\(error)); this is the assignment's fault, not yours"
  }

  static func referenceNotFinite(_ name: String) -> String {
    "the reference for \(name) is not finite in this case; this is the assignment's fault, not yours"
  }

  static func notInReference(_ quantity: String) -> String {
    "the reference has no quantity '\(quantity)'; this is the assignment's fault, not yours"
  }
}
