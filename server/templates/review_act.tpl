{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="quiet">Of <a href="{{BACK}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>, by {{PERSON}} ({{HOST}})</p>
<details><summary>The review</summary><div class="words" dir="auto">{{OVERALL:x-sanitised}}</div></details>
{{#DECIDING}}<p class="notice">There is a conflict of interest, so this review does not count when it is computed whether the guide is reviewed. If you let it count, everybody who reads it sees that you did, and why. You can take that back.</p>{{/DECIDING}}
{{#LEAVING}}<p class="notice">It is taken back here and at all partners that have it, and counts no more. What was replied to it goes with it.</p>{{/LEAVING}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WORDS_FIELD}}<label for="words">{{#REPLYING}}Your reply, for everybody who reads the review{{/REPLYING}}{{#DECIDING}}Why it counts all the same{{/DECIDING}}</label>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="6" aria-describedby="words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{TYPED:p}}</textarea>{{/WORDS_FIELD}}
<button>{{#REPLYING}}Send the reply{{/REPLYING}}{{#DECIDING}}Let it count{{/DECIDING}}{{#LEAVING}}Take it back{{/LEAVING}}</button>
</form>
