{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="quiet">Everyone can read it. You can use Markdown: *emphasis*, lists, links.</p>
{{#PROBLEMS}}<p class="problem" role="alert">{{WHY}}</p>{{/PROBLEMS}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="title">Name</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WHAT}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{TOOL_TITLE}}" maxlength="300" aria-describedby="title-problem">
<label for="purpose">What it measures, and for whom</label>
{{#PURPOSE_PROBLEM}}<p class="problem" id="purpose-problem">{{WHAT}}</p>{{/PURPOSE_PROBLEM}}
<textarea id="purpose" name="purpose" rows="4" aria-describedby="purpose-problem">
{{PURPOSE:p}}</textarea>
<label for="usage">How to use it</label>
<p class="hint" id="usage-hint">What is asked or done, how, and how long it takes.</p>
{{#USAGE_PROBLEM}}<p class="problem" id="usage-problem">{{WHAT}}</p>{{/USAGE_PROBLEM}}
<textarea id="usage" name="usage" rows="10" aria-describedby="usage-hint usage-problem">
{{USAGE:p}}</textarea>
<label for="scoring">How to score it</label>
<p class="hint" id="scoring-hint">How one figure for a group comes of it.</p>
{{#SCORING_PROBLEM}}<p class="problem" id="scoring-problem">{{WHAT}}</p>{{/SCORING_PROBLEM}}
<textarea id="scoring" name="scoring" rows="5" aria-describedby="scoring-hint scoring-problem">
{{SCORING:p}}</textarea>
<label for="better">Which way the figure is good</label>
<select id="better" name="better">{{#DIRECTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/DIRECTION}}</select>
<label for="languages">Languages in which it can be had</label>
<p class="hint" id="languages-hint">Their codes, with commas between: en, ar</p>
{{#LANGUAGES_PROBLEM}}<p class="problem" id="languages-problem">{{WHAT}}</p>{{/LANGUAGES_PROBLEM}}
<input id="languages" name="languages" value="{{LANGUAGES}}" autocapitalize="none" spellcheck="false" aria-describedby="languages-hint languages-problem">
<label for="licence">What others may make of it</label>
{{#LICENCE_PROBLEM}}<p class="problem" id="licence-problem">{{WHAT}}</p>{{/LICENCE_PROBLEM}}
<select id="licence" name="licence" aria-describedby="licence-problem">{{#LICENCE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/LICENCE}}</select>
<label for="source">Who made it, and where it is published (optional)</label>
{{#SOURCE_PROBLEM}}<p class="problem" id="source-problem">{{WHAT}}</p>{{/SOURCE_PROBLEM}}
<input id="source" name="source" value="{{SOURCE}}" aria-describedby="source-problem">
<label for="language">Language of this text</label>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WHAT}}</p>{{/LANGUAGE_PROBLEM}}
<input id="language" name="language" value="{{LANGUAGE}}" autocapitalize="none" spellcheck="false" placeholder="en" aria-describedby="language-problem">
<button>Publish it</button>
</form>
<p><a href="/tools">Tools for measuring</a></p>
