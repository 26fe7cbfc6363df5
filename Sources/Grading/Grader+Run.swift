package import Traces

/// A program that can be run on any inputs: a live session, a simulated student.
package protocol Subject: Sendable {
  /// Runs one case from its start; never throws, because every way to end is an answer.
  func run(_ inputs: RunInputs) async -> CaseRun
}

extension Grader {
  /// Runs a subject on every case and grades it, with the runs beyond the cases that a proof may want.
  ///
  /// - Returns: the grade, and the runs that give it again.
  package func grade(running subject: some Subject) async -> (result: Result, runs: Runs) {
    var runs = Runs(cases: [])
    for inputs in inputs { runs.cases.append(await subject.run(inputs)) }
    return await grade(runs, asking: subject)
  }

  /// Grades runs, and asks the subject for the runs beyond them that a proof may want.
  ///
  /// - Parameter isIllustrated: true to have the numbers behind the pictures of a report too.
  package func grade(
    _ runs: Runs, asking subject: some Subject, illustrated isIllustrated: Bool = false
  ) async -> (result: Result, runs: Runs) {
    var runs = runs
    for longer in wantLonger(runs) { runs.redrawn[longer.id] = await subject.run(RunInputs(longer.redrawn)) }
    let judgements = judge(runs)
    for wanted in judgements.wantRedrawn { runs.redrawn[wanted.id] = await subject.run(RunInputs(wanted.redrawn)) }
    var result = finish(judgements, runs)
    if isIllustrated { result.figures = figures(of: judgements, result.checks) }
    return (result, runs)
  }

  package func grade(_ subject: some Subject) async -> Result { await grade(running: subject).result }
}
