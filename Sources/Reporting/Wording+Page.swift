import GradeModel

/// The words of a page that depend on the report; the others stand in its template.
extension Wording {
  static let step = "step"
  static let distance = "distance"
  static let allowedColumn = "allowed"
  static let start = "start"
  static let equationKey = "the equation gives"
  static let noPage = "the installation of Gradus is incomplete: templates/report/page.html.mustache cannot be read"
  static let yoursKey = "yours"
  static let expectedKey = "expected"
  static let diagnosedKey = "found formula"
  static let residualKey = "the largest distance of your numbers"
  static let bandKey = "allowed: rounding explains it"
  static let residualTitle = "Distance from the equation"
  static let lossTitle = "The loss"
  static let pathTitle = "The way down"

  static func residualPicture(_ quantity: String) -> String {
    "The distance of \(quantity) from its equation at each step, on a logarithmic axis; the numbers are in the table."
  }
  static func valuesPicture(_ name: String) -> String {
    "Your \(name) and the expected one at each step; the numbers are in the table."
  }
  static let lossPicture = "Your loss and the expected one at each step; the numbers are in the table."
  static func pathPicture(_ x: String, _ y: String) -> String {
    "Your way and the expected one over the objective, in the directions of \(x) and \(y); the numbers are in the table."
  }

  static func residualWords(_ residuals: [Residual]) -> String {
    let outside = residuals.filter { $0.distance > $0.allowed }
    guard let first = outside.first else { return "Every distance is within what rounding explains." }
    if outside.count == residuals.count { return "At every step shown, the distance is more than rounding explains." }
    return
      "From step \(first.step) on, \(outside.count) of \(residuals.count) steps shown are farther off than rounding explains."
  }

  static func valuesWords(_ steps: [ElementStep]) -> String {
    guard let last = steps.last else { return "" }
    let (yours, expected) = Numerals.short(last.yours, beside: last.expected)
    return last.yours == last.expected
      ? "At step \(last.step) both are \(yours)."
      : "At step \(last.step) yours is \(yours), and \(expected) is expected."
  }

  static func pathWords(_ figure: PathFigure, _ x: String, _ y: String) -> String {
    "Two of the weights, \(x) and \(y), in the case \(Visible.line(figure.caseID, limit: Limits.name)). Each ring joins points of "
      + "equal loss; the cross is where it is least."
  }

  static func element(_ quantity: String, parameter: String, index: [Int]) -> String {
    let series = parameter.isEmpty ? quantity : "\(quantity)/\(parameter)"
    return index.isEmpty ? series : "\(series) \(index.prefix(Limits.axes).map { $0 })"
  }

  static func firstFailure(_ first: FirstFailure, caseID: String) -> String {
    let place = "The first number that is off in the case \(caseID)"
    return first.steps == 1 ? place : "\(place), at step \(first.step) of \(first.steps)"
  }

  static func cases(_ names: [String]) -> String { "\(names.count == 1 ? "case" : "cases") \(list(names))" }

  static func lost(_ points: String) -> String { points == "1" ? "costs 1 point" : "costs \(points) points" }
  static let costsNothing = "costs no points"

  static func moreFindings(_ count: Int) -> String {
    "\(count) more \(count == 1 ? "finding is" : "findings are") in the table of all checks."
  }

  /// A quantity that is right in some cases.
  ///
  /// - Parameter follows: true if it follows there from wrong numbers before it.
  static func right(in cases: Int, of all: Int, follows: Bool) -> String {
    let place =
      cases < all
      ? " in \(cases) of \(all) cases" : all == 1 ? "" : all == 2 ? " in both cases" : " in all \(all) cases"
    return follows ? "follows rightly from your own numbers\(place)" : "right\(place)"
  }

  static func summary(mistakes: Int, right: Int, of checks: Int) -> String {
    let things = mistakes == 0 ? "" : mistakes == 1 ? "One thing to mend; " : "\(mistakes) things to mend; "
    return "\(things)\(right) of \(checks) checks are right."
  }
}
