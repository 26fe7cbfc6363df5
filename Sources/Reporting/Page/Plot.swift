/// A picture in SVG, drawn piece by piece: axes, lines, dots. Its colours are the page's.
struct Plot {
  static let width = 460.0
  static let height = 300.0
  static let (left, right, top, bottom) = (58.0, 14.0, 30.0, 42.0)
  static var innerWidth: Double { width - left - right }
  static var innerHeight: Double { height - top - bottom }

  /// A line's look; each is told apart without its colour too.
  enum Stroke: String {
    case yours, expected, diagnosed
  }

  private var body = ""

  /// - Parameters:
  ///   - x: the axis below; a label for it is written under it.
  ///   - y: the axis at the left.
  init(x: Scale, y: Scale, xLabel: String, yLabel: String) {
    let (width, height) = (Self.innerWidth, Self.innerHeight)
    for tick in y.ticks {
      let at = Self.number(tick.position)
      body += "<path class=\"grid\" d=\"M0 \(at)H\(Self.number(width))\"/>"
      body += "<text x=\"-8\" y=\"\(at)\" dy=\".32em\" class=\"end\">\(Markup.escaped(tick.label))</text>"
    }
    for tick in x.ticks {
      let at = Self.number(tick.position)
      body += "<path class=\"tick\" d=\"M\(at) \(Self.number(height))v5\"/>"
      body += "<text x=\"\(at)\" y=\"\(Self.number(height + 18))\" class=\"mid\">\(Markup.escaped(tick.label))</text>"
    }
    body += "<path class=\"axis\" d=\"M0 \(Self.number(height))H\(Self.number(width))\"/>"
    body +=
      "<text x=\"\(Self.number(width))\" y=\"\(Self.number(height + 36))\" class=\"end label\">\(Markup.escaped(xLabel))</text>"
    body += "<text x=\"-50\" y=\"-15\" class=\"label\">\(Markup.escaped(yLabel))</text>"
  }

  /// Draws an area between two lines.
  mutating func band(upper: [(x: Double, y: Double)]) {
    guard let first = upper.first, let last = upper.last, upper.count > 1 else { return }
    let foot = Self.number(Self.innerHeight)
    body +=
      "<path class=\"band\" d=\"M\(Self.number(first.x)) \(foot)L\(Self.points(upper))L\(Self.number(last.x)) \(foot)Z\"/>"
    body += "<path class=\"edge\" d=\"M\(Self.points(upper))\"/>"
  }

  /// Draws a line; it is broken where there is no number.
  mutating func line(_ points: [(x: Double, y: Double)?], _ stroke: Stroke, dots: Bool = false) {
    for piece in points.split(whereSeparator: { $0 == nil }) {
      let piece = piece.compactMap(\.self)
      if piece.count > 1 { body += "<path class=\"line \(stroke.rawValue)\" d=\"M\(Self.points(piece))\"/>" }
      if dots || piece.count == 1 { for point in piece { dot(point, stroke) } }
    }
  }

  mutating func dot(_ point: (x: Double, y: Double), _ stroke: Stroke, radius: Double = 2.4) {
    body +=
      "<circle class=\"dot \(stroke.rawValue)\" cx=\"\(Self.number(point.x))\" cy=\"\(Self.number(point.y))\" r=\"\(Self.number(radius))\"/>"
  }

  mutating func text(_ text: String, at point: (x: Double, y: Double), end isEnd: Bool = false) {
    body +=
      "<text x=\"\(Self.number(point.x))\" y=\"\(Self.number(point.y))\" class=\"note\(isEnd ? " end" : "")\">\(Markup.escaped(text))</text>"
  }

  mutating func ellipse(center: (x: Double, y: Double), radii: (x: Double, y: Double)) {
    body +=
      "<ellipse class=\"level\" cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\" rx=\"\(Self.number(radii.x))\" ry=\"\(Self.number(radii.y))\"/>"
  }

  mutating func cross(at point: (x: Double, y: Double)) {
    body += "<path class=\"least\" d=\"M\(Self.number(point.x - 5)) \(Self.number(point.y))h10m-5 -5v10\"/>"
  }

  /// Draws within the axes only.
  mutating func clipped(_ draw: (inout Plot) -> Void) {
    let size = "width=\"\(Self.number(Self.innerWidth))\" height=\"\(Self.number(Self.innerHeight))\""
    body += "<svg x=\"0\" y=\"0\" \(size)>"
    draw(&self)
    body += "</svg>"
  }

  /// The whole picture. What it shows stands in the text and the table beside it.
  func svg(title: String) -> String {
    let box = "0 0 \(Self.number(Self.width)) \(Self.number(Self.height))"
    return "<svg viewBox=\"\(box)\" role=\"img\" aria-label=\"\(Markup.escaped(title))\">"
      + "<g transform=\"translate(\(Self.number(Self.left)) \(Self.number(Self.top)))\">\(body)</g></svg>"
  }

  /// A coordinate, to a tenth.
  private static func number(_ value: Double) -> String {
    let tenths = (max(-1e6, min(1e6, value.isFinite ? value : 0)) * 10).rounded()
    let whole = Int(tenths)
    return whole % 10 == 0 ? "\(whole / 10)" : "\(tenths / 10)"
  }

  private static func points(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
  }
}
