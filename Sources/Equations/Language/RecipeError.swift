/// A fault of a request for a recipe, or of its inputs.
package enum RecipeError: Error, Equatable {
  case unknownRecipe(String, known: [String])
  case unknownConvention(String, recipe: String, known: [String])
  case unknownSetting(String, recipe: String, known: [String])
  case settingOutOfRange(String, recipe: String, expected: String, value: Double)
  case missingInput(String, recipe: String)
  case unexpectedInput(String, recipe: String, known: [String])
  case wrongShape(String, recipe: String, expected: String, given: [Int])
  case wrongStepCount(String, recipe: String, expected: Int, given: Int)
  /// Fewer than one step, or more than one for a recipe without steps.
  case impossibleSteps(Int, recipe: String, hasSteps: Bool)
  /// A run that would hold more numbers than memory has room for.
  case tooManyNumbers(steps: Int, recipe: String, limit: Int)
  /// - Parameters:
  ///   - position: the value's place in its tensor, the step first.
  case valueOutOfRange(String, recipe: String, expected: String, value: Double, position: [Int])
  case unmet(String, recipe: String, expected: String, given: String)
  case unnamedInput(String, recipe: String)
  case evaluation(EvaluationError, recipe: String, quantity: String)
}

extension RecipeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownRecipe(let name, let known):
      "no recipe is named '\(name)'\(Spelling.suggestion(for: name, among: known))"
    case .unknownConvention(let name, let recipe, let known):
      "\(recipe) has no convention '\(name)': expected one of \(known.joined(separator: ", "))"
    case .unknownSetting(let name, let recipe, let known):
      known.isEmpty
        ? "\(recipe) has no settings, so none named '\(name)'"
        : "\(recipe) has no setting '\(name)': expected one of \(known.joined(separator: ", "))"
    case .settingOutOfRange(let name, let recipe, let expected, let value):
      "\(recipe): \(name) must be \(expected), and is \(value)"
    case .missingInput(let name, let recipe): "\(recipe): the input '\(name)' is missing"
    case .unexpectedInput(let name, let recipe, let known):
      "\(recipe): the input '\(name)' is not one of \(known.joined(separator: ", "))"
    case .wrongShape(let name, let recipe, let expected, let given):
      "\(recipe): '\(name)' should have the shape \(expected), and has \(given)"
    case .wrongStepCount(let name, let recipe, let expected, let given):
      "\(recipe): '\(name)' should have \(expected) steps, and has \(given)"
    case .impossibleSteps(let steps, let recipe, let hasSteps):
      hasSteps
        ? "\(recipe): expected at least 1 step, and \(steps) are asked for"
        : "\(recipe) has no steps, and \(steps) are asked for"
    case .tooManyNumbers(let steps, let recipe, let limit):
      "\(recipe): \(steps) steps would hold more than \(limit) numbers"
    case .valueOutOfRange(let name, let recipe, let expected, let value, let position):
      "\(recipe): '\(name)' must be \(expected), and is \(value)\(position.isEmpty ? "" : " at \(position)")"
    case .unmet(let subject, let recipe, let expected, let given):
      "\(recipe): \(subject) must be \(expected), and is \(given)"
    case .unnamedInput(let name, let recipe):
      "\(recipe): the input '\(name)' should be named <quantity> or <quantity>/<parameter>"
    case .evaluation(let error, let recipe, let quantity): "\(recipe): in the equation of \(quantity), \(error)"
    }
  }
}
