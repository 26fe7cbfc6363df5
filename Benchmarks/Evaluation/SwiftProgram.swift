internal import Equations

/// A recipe as a student's Swift program, one operation a line: real submissions for as many recipes as are asked for.
struct SwiftProgram {
  /// The style in which the program is written.
  enum Style: CaseIterable { case parameters, loops }

  /// The source; nil if a recipe holds an operation that the kit has no word for.
  ///
  /// - Parameter hidden: quantities that the program keeps under names of its own.
  static func source(_ recipe: Recipe, type: String, style: Style, hiding hidden: Set<String> = []) -> String? {
    var writer = Writer(recipe: recipe, style: style, hidden: hidden)
    return writer.program(type)
  }
}

private struct Writer {
  let recipe: Recipe
  let style: SwiftProgram.Style
  let hidden: Set<String>
  var lines: [String] = []
  var count = 0

  private var states: [String] { recipe.quantities.filter { $0 != "weights" }.map(word) }

  /// The property that holds a quantity.
  private func word(_ quantity: String) -> String { hidden.contains(quantity) ? "own\(quantity)" : quantity }

  mutating func program(_ type: String) -> String? {
    guard recipe.component.initial.isEmpty, recipe.inputs.map(\.name) == ["gradients"],
      Set(recipe.quantities).isSubset(of: recipe.perParameter)
    else { return nil }
    for equation in recipe.equations {
      guard let value = write(equation.formula.node) else { return nil }
      let target = word(equation.target.name)
      switch style {
      case .parameters: lines.append("\(target) = \(value.isScalar ? "0 * gradients + \(value.text)" : value.text)")
      case .loops: lines.append("\(target)[name]\(target == "weights" ? "" : "!")[i] = \(value.text)")
      }
    }
    var text = "import GradusKit\n\nstruct \(type): Optimizer {\n"
    for setting in recipe.component.settings { text += "  @Setting var \(setting.name) = \(setting.defaultValue)\n" }
    text += "  var t = 0\n"
    let kind = style == .parameters ? "Parameters = 0" : "[String: [Double]] = [:]"
    for name in states { text += "  var \(name): \(kind)\n" }
    text += "  var gradientsBefore: \(kind)\n\n"
    text += "  mutating func step(_ weights: inout Parameters, gradients: Parameters) {\n    t += 1\n"
    switch style {
    case .parameters:
      for name in states + ["weights"] { text += "    let \(name)Before = \(name)\n    _ = \(name)Before\n" }
      text += lines.map { "    \($0)\n" }.joined() + "    gradientsBefore = gradients\n"
    case .loops:
      text += "    for name in weights.names {\n      let n = weights[name].count\n"
      for name in states + ["gradientsBefore"] {
        text += "      if \(name)[name] == nil { \(name)[name] = [Double](repeating: 0, count: n) }\n"
      }
      text += "      for i in 0..<n {\n"
      for name in states { text += "        let \(name)Before = \(name)[name]![i]\n        _ = \(name)Before\n" }
      text += "        let weightsBefore = weights[name][i]\n        _ = weightsBefore\n"
      text += lines.map { "        \($0)\n" }.joined()
      text += "        gradientsBefore[name]![i] = gradients[name][i]\n      }\n    }\n"
    }
    return text + "  }\n}\n"
  }

  private struct Value {
    let text: String
    let isScalar: Bool
  }

  private mutating func name(_ text: String, isScalar: Bool) -> Value {
    count += 1
    let type = isScalar || style == .loops ? "Double" : "Parameters"
    lines.append("let x\(count): \(type) = \(text)")
    return Value(text: "x\(count)", isScalar: isScalar)
  }

  private mutating func write(_ node: Node) -> Value? {
    switch node {
    case .setting(let name): return Value(text: name, isScalar: true)
    case .number(let number): return Value(text: number < 0 ? "(\(number))" : "\(number)", isScalar: true)
    case .step: return Value(text: "Double(t)", isScalar: true)
    case .quantity(let reference):
      let word = word(reference.name)
      if style == .parameters { return Value(text: word, isScalar: false) }
      let force = word == "gradients" || word == "weights" ? "" : "!"
      return Value(text: "\(word)[name]\(force)[i]", isScalar: false)
    case .previous(let reference, along: .step):
      if style == .loops && reference.name == "gradients" {
        return Value(text: "gradientsBefore[name]![i]", isScalar: false)
      }
      return Value(text: "\(word(reference.name))Before", isScalar: false)
    case .unary(let operation, let a):
      guard let value = write(a) else { return nil }
      let text: String
      switch operation {
      case .negate: text = "-\(value.text)"
      case .square: text = "\(value.text) * \(value.text)"
      case .squareRoot: text = "sqrt(\(value.text))"
      case .absolute: text = "abs(\(value.text))"
      case .exponential: text = "exp(\(value.text))"
      case .logarithm: text = "log(\(value.text))"
      case .sign: text = "sign(\(value.text))"
      case .hyperbolicTangent: text = "tanh(\(value.text))"
      case .exponentialMinusOne: text = "exp(\(value.text)) - 1"
      default: return nil
      }
      return name(text, isScalar: value.isScalar)
    case .binary(let operation, let a, let b):
      guard let left = write(a), let right = write(b) else { return nil }
      let isScalar = left.isScalar && right.isScalar
      switch operation {
      case .add: return name("\(left.text) + \(right.text)", isScalar: isScalar)
      case .subtract: return name("\(left.text) - \(right.text)", isScalar: isScalar)
      case .multiply: return name("\(left.text) * \(right.text)", isScalar: isScalar)
      case .divide: return name("\(left.text) / \(right.text)", isScalar: isScalar)
      case .power where isScalar: return name("pow(\(left.text), \(right.text))", isScalar: true)
      case .maximum where style == .loops || !(left.isScalar || right.isScalar):
        return name("max(\(left.text), \(right.text))", isScalar: isScalar)
      default: return nil
      }
    default: return nil
    }
  }
}
