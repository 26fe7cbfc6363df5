/// Lines that a student might write, and what stands around them.
struct Forms: Sendable {
  /// The stored properties of the type in whose method each line stands.
  let properties: String
  /// The method's parameters and result.
  let signature: String
  /// One form a line.
  let lines: [String]

  init(properties: String, signature: String, lines: String) {
    self.properties = properties
    self.signature = signature
    self.lines = lines.split(separator: "\n").map(String.init)
  }

  static let all = [optimizers, schedules, layers, lists, furtherOptimizers, furtherLayers]

  /// A source with a method for each form, and which form stands in which line of it, the first being 1.
  static func source() -> (text: String, forms: [Int: String]) {
    var (lines, forms) = (["import GradusKit"], [Int: String]())
    for (number, group) in all.enumerated() {
      lines.append("struct Forms\(number) {")
      lines += group.properties.split(separator: "\n").map(String.init)
      for (place, form) in group.lines.enumerated() {
        // What a schedule's other lines prepare is nobody's result.
        let end = group.signature.hasSuffix("Double") && !form.hasPrefix("return") ? "; return 0" : ""
        lines.append("mutating func form\(place)\(group.signature) { \(form)\(end) }")
        forms[lines.count] = form
      }
      lines.append("}")
    }
    return (lines.joined(separator: "\n") + "\n", forms)
  }
}
