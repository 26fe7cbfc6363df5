import Assignments
import Foundation

/// A manifest without a mistake, line by line.
let sound = """
  title: Adam
  recipe: adam
  convention: outsideRoot
  type: Adam
  protocol: optimizer
  quantities:
    gradients: 0
    m: 40
    weights: 60
  cases:
    - id: usual
      title: the usual hyperparameters
      steps: 4
      seed: 1
      parameters: {b: [3], W: [4, 3], s: []}
      gradients: {zeros: 0.1}
    - id: generic
      title: others
      steps: 3
      seed: 2
      settings: {epsilon: 3e-2, beta1: 0.8}
      parameters: {W: [2, 2]}
      weights: {distribution: distinct, magnitudes: [0.5, 2]}
      gradients: {distribution: normal, exponents: [-2, 1]}
      learningRates: {drop: {at: 3, factor: 0.1}}
      share: 3
  comparison: {rtol: 1e-9, atol: 0, reason: for the test}
  limits: {wallClock: 2.5, files: 3}
  imports: [Foundation]
  samples:
    Solution: {points: full}
    Mistakes/noRoot: {points: 40, fails: [weights]}
  """

func read(_ manifest: String) throws(ManifestError) -> Assignment {
  try Assignment(manifest: manifest.utf8, file: "assignment.yaml", id: "10-adam")
}

/// The repository's own folder of assignments, found from this file's place in it.
var shippedLibrary: AssignmentLibrary {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return AssignmentLibrary(directory: root.appending(path: "assignments").path)
}
