internal import Equations

/// The words of a student for the axes and the steps of a recipe.
enum AxisWords {
  /// One entry along an axis.
  static func one(_ axis: String) -> String {
    switch axis {
    case "batch", "examples": "example"
    case "in": "input"
    case "out": "output"
    case "candidate": "rate"
    case "rows": "row"
    case "columns": "column"
    case "time": "position"
    case "elements": "element"
    case "piece": "piece"
    case _ where axis.hasPrefix("hidden"): "hidden unit"
    case _ where axis.hasPrefix("dimension"): "entry of axis \((Int(axis.dropFirst(9)) ?? 0) + 1)"
    default: "entry of \(axis)"
    }
  }

  /// All entries along an axis, with the article.
  static func all(_ axis: String) -> String {
    let one = one(axis)
    return one.hasPrefix("entry") ? "the entries\(one.dropFirst(5))" : "the \(one)s"
  }

  /// Several entries along an axis, without an article.
  static func several(_ axis: String) -> String {
    // Those of the data, not of a batch.
    if axis == "examples" { return "all examples" }
    let all = all(axis)
    return String(all.dropFirst("the ".count))
  }

  /// A list in a sentence: `a, b and c`.
  static func list(_ names: [String], _ word: String = "and") -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) \(word) \(names[names.count - 1])"
  }

  /// Steps as they stand after "in".
  static func steps(_ steps: Spot.Steps) -> String {
    switch steps {
    case .first: "the first step"
    case .last: "the last step"
    case .only(let one): "step \(one)"
    case .from(let first): "the steps from \(first) on"
    case .every: "the steps \(few(steps))"
    }
  }

  /// Steps as an adverb: `at steps 2, 4, 6, …`.
  static func at(_ steps: Spot.Steps) -> String {
    switch steps {
    case .first: "at the first step"
    case .last: "at the last step"
    case .only(let one): "at step \(one)"
    case .from(let first): "from step \(first) on"
    case .every: "at the steps \(few(steps))"
    }
  }

  private static func few(_ steps: Spot.Steps) -> String {
    let first = (1...20).filter { steps.contains($0, of: .max) }.prefix(3)
    return first.map(String.init).joined(separator: ", ") + ", …"
  }
}

extension String {
  /// The same with a capital at its beginning.
  var capitalized: String { prefix(1).uppercased() + dropFirst() }

  /// The same for the middle of a sentence, if it begins with a word of ours.
  var uncapitalized: String {
    ["In ", "The ", "This ", "Every "].contains(where: hasPrefix) ? prefix(1).lowercased() + dropFirst() : self
  }
}
