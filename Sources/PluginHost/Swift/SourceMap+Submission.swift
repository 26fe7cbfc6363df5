package import GradeModel

extension SourceMap {
  /// Reads where a type is declared, and where each of its quantities gets its value.
  ///
  /// A quantity has a line only if the type's own code assigns it once, but for zeros before a sum, or computes it where it is
  /// declared. What has an entry for each parameter may have a line for each, `gradients["W1"] = …`. What a method of the kit
  /// returns has the line of its `return`, or that where the returned name gets its value. Nothing is said of a name that a
  /// local variable has too, or that another value's property has.
  ///
  /// - Parameter kitProtocol: the kit's protocol that the type conforms to, `Layer`.
  package init(of submission: Submission, type: String, conformingTo kitProtocol: String, quantities: [String]) {
    self.init()
    var found: [String: [Place]] = [:]
    var unsure: Set<String> = []
    let methods = Self.methods[kitProtocol] ?? [:]
    for file in submission.files {
      let source = TypeSource(file, type: type)
      if self.type == nil { self.type = source.declaration }
      for quantity in quantities {
        if let method = methods[quantity] {
          found[quantity, default: []] += source.placesOfResult(of: method)
          continue
        }
        guard let places = source.places(of: quantity) else {
          unsure.insert(quantity)
          continue
        }
        found[quantity, default: []] += places
        for (parameter, places) in source.placesByParameter(of: quantity) {
          found[Self.entry(quantity, parameter), default: []] += places
        }
      }
    }
    for (name, places) in found where places.count == 1 && !unsure.contains(String(name.prefix { $0 != "/" })) {
      self.quantities[name] = places[0]
    }
  }

  /// The methods of each protocol of the kit by what they return.
  private static let methods = [
    "Layer": ["y": "forward", "dx": "backward"],
    "Loss": ["loss": "value", "dy": "gradient", "dz": "gradient"],
    "Initializer": ["W": "weights"],
    "Schedule": ["learningRate": "rate", "momentum": "rate"],
  ]
}
