.PHONY: help demo test check format sanitize docs references xlsx

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: ## run the demonstration, offline; writes demo.assay and demo.html
	@./scripts/system-packages
	swift run assay run demo

test: ## build and run every test
	@./scripts/system-packages
	@./scripts/run-tests

check: ## what must hold before a commit: format, lint, warnings, tests, architecture
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks
	$(MAKE) test

format: ## format all Swift files in place
	swift format format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

sanitize: ## run the tests under the thread sanitizer
	@./scripts/system-packages
	swift test --sanitize=thread --scratch-path .build-tsan --skip EndToEndTests

docs: ## build the documentation of AssayCore
	swift package generate-documentation --target AssayCore

references: ## write the reference files of the tests anew; read the difference before you commit it
	REFERENCES=rewrite swift test --skip EndToEndTests

xlsx: ## build the program with Excel sheets (libxlsxwriter), and test them
	@./scripts/system-packages libxlsxwriter-dev
	swift test --traits XLSX --filter 'LongFormatSheetTests|RecordsRunTests'
