import GradeModel

/// A picture on a page with its words and, beside it, the table of its numbers.
struct PageChart {
  /// A kind of line, told apart in the key.
  struct Key {
    /// The class of its sample, and the sample's path.
    var mark: String
    var path: String
    var words: String

    init(stroke: Plot.Stroke, words: String) {
      (mark, path, self.words) = ("line \(stroke.rawValue)", "M2 6H28", words)
    }

    /// An area below an edge.
    init(band words: String) {
      (mark, path, self.words) = ("band", "M2 2H28V10H2Z", words)
    }
  }

  struct Row {
    var head: String
    var cells: [String]
  }

  var title: String
  var words: String
  var keys: [Key]
  /// Markup.
  var svg: String
  var head: String
  var columns: [String]
  var rows: [Row]

  /// The most rows of a table: what a reader looks over.
  private static let mostRows = 8

  /// So many steps that a table has room for: the first, the last and some between, and one that must be among them.
  private static func chosen(_ count: Int, with wanted: Int = 0) -> [Int] {
    guard count > mostRows else { return Array(0..<count) }
    let spread = (0..<mostRows - 1).map { $0 * (count - 1) / (mostRows - 2) }
    return Set(spread + [wanted]).sorted()
  }

  // MARK: The distance from the equation

  /// nil if there are too few steps for a picture.
  init?(residuals: [Residual], quantity: String) {
    guard residuals.count > 1 else { return nil }
    let x = Scale(
      of: residuals.map { Double($0.step) }, length: Plot.innerWidth, upright: false, whole: true)
    let y = Scale(ofPowersIn: residuals.flatMap { [$0.distance, $0.allowed] }, length: Plot.innerHeight)
    var plot = Plot(x: x, y: y, xLabel: Wording.step, yLabel: Wording.distance)
    plot.band(upper: residuals.map { (x.position(Double($0.step)), y.position($0.allowed)) })
    plot.line(residuals.map { (x.position(Double($0.step)), y.position($0.distance)) }, .yours, dots: true)
    title = Wording.residualTitle
    words = Wording.residualWords(residuals)
    svg = plot.svg(title: Wording.residualPicture(quantity))
    keys = [Key(stroke: .yours, words: Wording.residualKey), Key(band: Wording.bandKey)]
    head = Wording.step
    columns = [Wording.distance, Wording.allowedColumn]
    let first = residuals.firstIndex { $0.distance > $0.allowed } ?? 0
    rows = Self.chosen(residuals.count, with: first).map { index in
      let one = residuals[index]
      return Row(
        head: "\(one.step)", cells: [Numerals.short(one.distance, digits: 2), Numerals.short(one.allowed, digits: 2)])
    }
  }

  // MARK: Yours and the expected ones

  init?(steps: [ElementStep], title: String, picture: String, yLabel: String) {
    let all = steps.flatMap { [$0.yours, $0.expected] + ($0.diagnosed.map { [$0] } ?? []) }.filter(\.isFinite)
    guard steps.count > 1, !all.isEmpty else { return nil }
    let x = Scale(of: steps.map { Double($0.step) }, length: Plot.innerWidth, upright: false, whole: true)
    let y = Scale(of: all, length: Plot.innerHeight, upright: true)
    func points(_ number: (ElementStep) -> Double?) -> [(x: Double, y: Double)?] {
      steps.map { step in
        number(step).flatMap { $0.isFinite ? (x.position(Double(step.step)), y.position($0)) : nil }
      }
    }
    let hasDiagnosed = steps.contains { $0.diagnosed != nil }
    var plot = Plot(x: x, y: y, xLabel: Wording.step, yLabel: yLabel)
    plot.line(points(\.expected), .expected)
    plot.line(points(\.yours), .yours)
    if hasDiagnosed { plot.line(points(\.diagnosed), .diagnosed) }
    self.title = title
    words = Wording.valuesWords(steps)
    svg = plot.svg(title: picture)
    keys =
      [Key(stroke: .yours, words: Wording.yoursKey), Key(stroke: .expected, words: Wording.expectedKey)]
      + (hasDiagnosed ? [Key(stroke: .diagnosed, words: Wording.diagnosedKey)] : [])
    head = Wording.step
    columns = [Wording.yoursKey, Wording.expectedKey] + (hasDiagnosed ? [Wording.diagnosedKey] : [])
    rows = Self.chosen(steps.count).map { index in
      let step = steps[index]
      let (yours, expected) = Numerals.short(step.yours, beside: step.expected, widest: 14)
      return Row(
        head: "\(step.step)",
        cells: [yours, expected] + (hasDiagnosed ? [step.diagnosed.map { Numerals.short($0) } ?? "–"] : []))
    }
  }

  // MARK: The way over the objective

  init?(_ figure: PathFigure) {
    let points = figure.yours + figure.expected
    guard let start = figure.expected.first, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
    let x = Scale(of: points.map(\.x) + [figure.x.center], length: Plot.innerWidth, upright: false)
    let y = Scale(of: points.map(\.y) + [figure.y.center], length: Plot.innerHeight, upright: true)
    let (xName, yName) = (Visible.line(figure.x.name, limit: 40), Visible.line(figure.y.name, limit: 40))
    var plot = Plot(x: x, y: y, xLabel: xName, yLabel: yName)
    let least = (x: x.position(figure.x.center), y: y.position(figure.y.center))
    func loss(_ point: PathFigure.Point) -> Double {
      let (a, b) = (point.x - figure.x.center, point.y - figure.y.center)
      return (figure.x.curvature * a * a + figure.y.curvature * b * b) / 2
    }
    let highest = points.map(loss).max() ?? 0
    plot.clipped { plot in
      // The loss grows with the square of the distance: these levels lie at even distances.
      for ring in (1...7).reversed() {
        let level = highest * Double(ring * ring) / 36
        plot.ellipse(
          center: least,
          radii: (
            x.extent((2 * level / figure.x.curvature).squareRoot()),
            y.extent((2 * level / figure.y.curvature).squareRoot())
          ))
      }
    }
    func way(_ points: [PathFigure.Point]) -> [(x: Double, y: Double)?] {
      points.map { (x.position($0.x), y.position($0.y)) }
    }
    plot.line(way(figure.expected), .expected, dots: true)
    plot.line(way(figure.yours), .yours, dots: true)
    plot.cross(at: least)
    let begin = (x: x.position(start.x), y: y.position(start.y))
    plot.dot(begin, .diagnosed, radius: 4)
    plot.text(
      Wording.start, at: (begin.x + (begin.x > Plot.innerWidth - 50 ? -8 : 8), begin.y - 7),
      end: begin.x > Plot.innerWidth - 50)
    title = Wording.pathTitle
    words = Wording.pathWords(figure, xName, yName)
    svg = plot.svg(title: Wording.pathPicture(xName, yName))
    keys = [Key(stroke: .yours, words: Wording.yoursKey), Key(stroke: .expected, words: Wording.expectedKey)]
    head = Wording.step
    columns = ["\(xName), yours", "\(yName), yours", "\(xName), expected", "\(yName), expected"]
    rows = Self.chosen(min(figure.yours.count, figure.expected.count)).map { index in
      let (own, right) = (figure.yours[index], figure.expected[index])
      return Row(
        head: "\(own.step)", cells: [own.x, own.y, right.x, right.y].map { Numerals.short($0) })
    }
  }
}
