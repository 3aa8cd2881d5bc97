import Testing
import Training

/// Learning rates by PyTorch's docstrings and by hand.
@Suite struct ScheduleTests {
  private func rates(_ schedule: Schedule, _ rate: Double, _ count: Int) -> [Double] {
    (0..<count).map { schedule.rate(rate, at: $0, plateau: PlateauState()) }
  }

  /// StepLR: 0.05, step 30, γ 0.1: 0.05 below 30, 0.005 below 60, 0.0005 below 90.
  @Test func step() {
    let rates = rates(.step(every: 30, gamma: 0.1), 0.05, 90)
    #expect(
      near(
        [rates[0], rates[29], rates[30], rates[59], rates[60], rates[89]], [0.05, 0.05, 0.005, 0.005, 5e-4, 5e-4]))
  }

  @Test func exponential() {
    #expect(near(rates(.exponential(gamma: 0.9), 0.05, 4), [0.05, 0.045, 0.0405, 0.03645]))
  }

  /// cos 0, 60°, 90°, 120°, 180°, and what comes after.
  @Test func cosine() {
    let rates = rates(.cosine(steps: 6, to: 0.2), 1, 9)
    #expect(near(rates[0], 1) && near(rates[2], 0.2 + 0.8 * 0.75) && near(rates[3], 0.6))
    #expect(near(rates[4], 0.2 + 0.8 * 0.25) && near(rates[6], 0.2) && rates[7...8] == [0.2, 0.2])
  }

  /// `LinearLR` and `PolynomialLR` of PyTorch 2.13 in float64, read before each step.
  @Test func linear() {
    let rising = rates(.linear(start: 0.5, steps: 4), 0.05, 7)
    #expect(near(rising, [0.025, 0.03125, 0.0375, 0.043750000000000004, 0.05, 0.05, 0.05]))
    #expect(near(rates(.linear(), 0.3, 7), [0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.3]))
    #expect(near(rates(.linear(start: 1, end: 0.2, steps: 4), 0.1, 6), [0.1, 0.08, 0.06, 0.04, 0.02, 0.02]))
  }

  @Test func polynomial() {
    #expect(near(rates(.polynomial(steps: 4), 0.001, 6), [0.001, 0.00075, 0.0005, 0.00025, 0, 0]))
    let slow = rates(.polynomial(steps: 50, power: 0.9), 0.05, 4)
    #expect(near(slow, [0.05, 0.049099093329828765, 0.04819634606292755, 0.04729171596893161]))
    #expect(near(rates(.polynomial(steps: 3, power: 2), 0.9, 5), [0.9, 0.4, 0.1, 0, 0]))
  }

  @Test func warmup() {
    #expect(near(rates(.warmup(steps: 4, then: .constant), 1, 6), [0.25, 0.5, 0.75, 1, 1, 1]))
    #expect(
      near(
        rates(.warmup(steps: 2, then: .step(every: 2, gamma: 0.1)), 1, 7), [0.5, 1, 1, 1, 0.1, 0.1, 0.01]))
  }

  /// A loss that falls by less than a ten-thousandth is a bad one; after more than `patience` of them the rate falls.
  @Test func plateau() {
    var state = PlateauState()
    var scales: [Double] = []
    for loss in [1, 0.5, 0.49999, 0.5, 0.6, 0.49998, 0.4, 0.4, 0.4, 0.4] {
      state.observe(loss, rate: 1, factor: 0.1, patience: 2)
      scales.append(state.scale)
    }
    #expect(near(scales, [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01]))
  }

  /// A reduction of up to 1e-8 is not made.
  @Test func smallRatesStay() {
    var state = PlateauState()
    for _ in 0..<3 { state.observe(1, rate: 1.05e-8, factor: 0.5, patience: 0) }
    #expect(state.scale == 1)
  }

  /// On the loss after each update, counted by hand: |x| about 0 at rate 1 jumps between 0.5 and −0.5, so the loss does
  /// not fall until the rate has.
  @Test func plateauInARun() throws {
    let steps = try descent(
      "param x = 0.5\nf = abs(x)\ntrain f using gd(lr=1), steps=5, schedule=plateau(factor=0.5, patience=1)"
    ).steps
    // Losses after updates: 0.5 (best), 0.5 (bad), 0.5 (bad: halve), then x = ∓0.5 ± 0.5 = 0 and stays: the run is over.
    #expect(steps.map(\.learningRate) == [1, 1, 1, 0.5, 0.5, 0.5])
    #expect(steps.map(\.loss) == [0.5, 0.5, 0.5, 0.5, 0, 0])
  }
}
