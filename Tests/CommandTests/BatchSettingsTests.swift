import Foundation
import Gradebook
import TestSupport
import Testing

/// The options of a batch, as its gradebook keeps them for later commands.
@Suite struct BatchSettingsTests {
  /// The public cases alone have all the points: a gradebook that does not tell whether there were hidden ones lets nobody grade
  /// without them by accident.
  @Test func optionsThatCannotBeReadDoNotForgetHiddenCases() throws {
    let scratch = try Scratch()
    _ = try scratch.write("an essay", to: "class/ada.txt")
    let secret = try scratch.write("sixteen bytes and more", to: "secret")
    let output = scratch.path + "/out"
    let batch = ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", output]
    let first = try Gradus.run(batch + ["--hidden-seed", secret])
    try #require(first.code == 0, "\(first.output)\(first.errors)")
    let forgotten = try Gradus.run(batch)
    #expect(forgotten.code == 64, "\(forgotten.output)\(forgotten.errors)")
    let gradebook = try Gradebook(at: output + "/" + Gradebook.name)
    try gradebook.remember(settings: "{\"dialect\": \"strict\"}")
    gradebook.close()
    for command in [batch, ["regrade", output]] {
      let result = try Gradus.run(command)
      #expect(result.code == 70, "\(command): \(result.output)\(result.errors)")
      #expect(result.errors.contains("whether it had hidden cases is unknown"), "\(command): \(result.errors)")
    }
    let mended = try Gradus.run(batch + ["--hidden-seed", secret])
    #expect(mended.code == 0, "\(mended.output)\(mended.errors)")
    #expect(try Gradus.run(batch).code == 64)
  }
}
