import Assignments
import Testing

@Suite struct ManifestTests {
  @Test func everyKeyIsRead() throws {
    let assignment = try read(sound)
    #expect(assignment.id == "10-adam")
    #expect(assignment.title == "Adam")
    #expect(assignment.recipe == "adam")
    #expect(assignment.convention == "outsideRoot")
    #expect(assignment.typeName == "Adam")
    #expect(assignment.kind == .optimizer)
    #expect(assignment.quantities.map(\.name) == ["gradients", "m", "weights"])
    #expect(assignment.quantities.map(\.points) == [0, 40, 60])
    #expect(assignment.comparison == Comparison(rtol: 1e-9, atol: 0, reason: "for the test"))
    #expect(assignment.limits == Limits(wallClock: 2.5, files: 3))
    #expect(assignment.imports == ["Foundation"])
    #expect(
      assignment.samples == [
        Sample(name: "Solution", points: .full, line: 31),
        Sample(name: "Mistakes/noRoot", points: .exactly(40), fails: ["weights"], origin: ["weights"], line: 32),
      ])
    let generic = assignment.cases[1]
    #expect(generic.title == "others")
    #expect(generic.steps == 3)
    #expect(generic.seed == 2)
    #expect(generic.settings == ["learningRate": 0.001, "beta1": 0.8, "beta2": 0.999, "epsilon": 0.03])
    #expect(generic.weights == WeightDraw(magnitudes: 0.5...2))
    #expect(generic.gradients == GradientDraw(exponents: -2...1))
    #expect(generic.learningRates == .drop(at: 3, factor: 0.1))
    #expect(generic.share == 3)
  }

  @Test func whatIsNotNamedHasADefault() throws {
    let text = sound.split(separator: "\n").filter {
      !["comparison", "limits", "imports"].contains(where: $0.hasPrefix)
    }
    let assignment = try read(text.joined(separator: "\n"))
    #expect(assignment.comparison == nil)
    #expect(assignment.limits == Limits())
    #expect(assignment.imports.isEmpty)
    #expect(
      assignment.cases[0].settings == ["learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8])
    #expect(assignment.cases[0].weights == WeightDraw())
    #expect(assignment.cases[0].learningRates == nil)
  }

  @Test func parametersAreSortedByName() throws {
    #expect(try read(sound).cases[0].parameters.map(\.name) == ["W", "b", "s"])
  }

  @Test func pointsAreDividedByTheShares() throws {
    let assignment = try read(sound)
    let weights = assignment.quantities[2]
    #expect(assignment.cases.map { assignment.points(of: weights, in: $0) } == [15, 45])
    #expect(assignment.points == 100)
  }
}

@Suite struct ByteOrderMarkTests {
  /// Editors put a mark before a text, of UTF-8 or of either order of UTF-16.
  @Test func aMarkChangesNothing() throws {
    let plain = try read(sound)
    let units = Array(sound.utf16)
    let texts: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array(sound.utf8),
      [0xFF, 0xFE] + units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] },
    ]
    for text in texts {
      #expect(try Assignment(manifest: text, file: "assignment.yaml", id: plain.id) == plain)
    }
    #expect(throws: ManifestError.self) {
      try Assignment(manifest: [0xFF, 0xFE, 0x74], file: "assignment.yaml", id: plain.id)
    }
  }
}
