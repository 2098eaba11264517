{{%AUTOESCAPE context="HTML"}}{{#VISIBLE}}<div class="words" dir="auto"{{#IN_LANGUAGE}} lang="{{LANG}}"{{/IN_LANGUAGE}}>{{CONTENT:x-sanitised}}</div>{{/VISIBLE}}
{{#PICTURES}}<details class="pictures"{{#OPEN}} open{{/OPEN}}><summary>Pictures</summary>
{{#PICTURE}}<a href="{{ADDRESS}}"><img src="{{ADDRESS}}" alt="{{ALT}}"{{#SIZE}} width="{{WIDTH}}" height="{{HEIGHT}}"{{/SIZE}} loading="lazy"></a>{{/PICTURE}}
{{#ELSEWHERE}}<p><a href="{{ADDRESS}}" rel="nofollow noopener noreferrer">{{ALT}}</a></p>{{/ELSEWHERE}}</details>{{/PICTURES}}
{{#DELETED}}<p class="quiet">The author deleted this {{KIND}}.</p>{{/DELETED}}
{{#REMOVED}}<p class="quiet">A facilitator removed this {{KIND}}.</p>{{/REMOVED}}
{{#POLL}}<section class="card">
{{#BALLOT}}<form method="post" action="{{PATH}}/vote">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<fieldset><legend>{{#ONE_OF}}Choose one{{/ONE_OF}}{{#ANY_OF}}Choose one or more{{/ANY_OF}}</legend>
{{#CHOICE}}<label class="check"><input type="radio" name="choice" value="{{NUMBER}}" required> {{OPTION_NAME}}</label>{{/CHOICE}}
{{#BOX}}<label class="check"><input type="checkbox" name="choice_{{NUMBER}}" value="1"> {{OPTION_NAME}}</label>{{/BOX}}
</fieldset>
<button>Vote</button>
</form>{{/BALLOT}}
<dl class="facts">
{{#OPTION}}<dt>{{OPTION_NAME}}{{#MINE}} (your vote){{/MINE}}</dt><dd>{{VOTES}}<progress value="{{VOTES}}" max="{{VOTERS}}" aria-label="Share of the votes"></progress></dd>{{/OPTION}}
</dl>
<p class="quiet">{{VOTERS}} {{#OVER}}The poll is over.{{/OVER}}{{#ENDS}}It ends {{TIME}}.{{/ENDS}}</p>
</section>{{/POLL}}
